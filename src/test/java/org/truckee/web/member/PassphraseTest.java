package org.truckee.web.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.GridException;
import org.truckee.crypto.Argon2id;

class PassphraseTest {
  private static final Argon2id CHEAP = new Argon2id(64, 1, 1);

  private final Random random = new Random(1);

  @Test
  void aHash_fitsItsPassphrase_andNoOther() {
    Passphrase right = Passphrase.typed("four words of ours");
    PassphraseHash hash = PassphraseHash.of(right, CHEAP, random);

    assertThat(hash.fits(right)).isTrue();
    assertThat(hash.fits(Passphrase.typed("four words of ourS"))).isFalse();
    assertThat(PassphraseHash.parse(hash.reveal())).isEqualTo(hash);
    assertThat(PassphraseHash.of(right, CHEAP, random)).as("each has a salt").isNotEqualTo(hash);
    assertThat(hash.toString()).doesNotContain(hash.hash().reveal());
  }

  /** What the reference program argon2 prints. */
  @Test
  void theFormIsThatOfOthers() {
    String text =
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ" + "$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

    assertThat(PassphraseHash.parse(text).fits(Passphrase.typed("password"))).isTrue();
    assertThat(PassphraseHash.parse(text).reveal()).isEqualTo(text);
  }

  @Test
  void theHashOfNone_costsWhatOthersCost_andFitsNothing() {
    PassphraseHash none = PassphraseHash.ofNone(CHEAP, random);

    assertThat(none.cost()).isEqualTo(CHEAP);
    assertThat(none.hash().size())
        .isEqualTo(PassphraseHash.of(Passphrase.typed("any"), CHEAP, random).hash().size());
    assertThat(none.fits(Passphrase.typed(""))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$short",
        "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=9999999,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"
      })
  void aTextThatIsNoHash_isRefused(String text) {
    assertThatThrownBy(() -> PassphraseHash.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "short, short, at least 12 characters",
    "elevenchars, elevenchars, at least 12 characters",
    "four words of ours, four words of hers, not the same",
    "aaaaaaaaaaaaaaaa, aaaaaaaaaaaaaaaa, too easy",
    "ann@Example.org, ann@Example.org, too easy",
    "'            ', '            ', too easy",
    "😀😁😂😃😄😅, 😀😁😂😃😄😅, at least 12 characters"
  })
  void aPassphraseThatIsNoGood_isRefusedInWords(String text, String again, String reason) {
    assertThatThrownBy(() -> Passphrase.chosen("ann@example.org", text, again))
        .isInstanceOf(GridException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void aPassphrase_isTheSameHoweverItIsTyped() {
    String composed = "caf\u00e9 au lait, \u30ac";
    String decomposed = "cafe\u0301 au lait, \u30ab\u3099";

    assertThat(Passphrase.typed(decomposed)).isEqualTo(Passphrase.typed(composed));
    assertThat(Passphrase.chosen("ann", composed, decomposed).secret())
        .isEqualTo(Passphrase.typed(composed).secret());
    assertThat(Passphrase.typed(composed).toString()).doesNotContain("lait");
  }

  @Test
  void aPassphrase_hasABound() {
    String longest = "word ".repeat(Passphrase.MOST / 5);

    assertThat(Passphrase.chosen("ann", longest, longest).secret().size()).isEqualTo(1000);
    assertThatThrownBy(() -> Passphrase.typed(longest + "s"))
        .hasMessageContaining("at most 1000 characters");
  }
}
