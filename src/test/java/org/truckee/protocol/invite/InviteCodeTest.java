package org.truckee.protocol.invite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.FailureText;
import org.truckee.bytes.Secret;
import org.truckee.crypto.pake.SymmetricSpake2;

/** Codes as friends tell them. */
class InviteCodeTest {
  @Test
  void aCode_isReadAsItWasTold() {
    for (int seed = 0; seed < 50; seed++) {
      InviteCode made = InviteCode.make(7, "intro.example.org", 3457, new Random(seed));
      InviteCode read = InviteCode.parse(made.reveal());
      assertThat(read.reveal()).isEqualTo(made.reveal());
      assertThat(made).hasToString("invite 7 at intro.example.org:3457");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7-Guitarist-ZULU@intro.example.org:3457",
        "  7-guitarist-zulu@[2001:DB8::1]:1\n",
        "999999-adroitness-aardvark@127.0.0.1:65535"
      })
  void capitalsAndSpace_changeNothing(String text) {
    assertThat(InviteCode.parse(text).reveal()).isEqualTo(text.strip().toLowerCase(Locale.ROOT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7-guitarist-zulu",
        "0-guitarist-zulu@h:1",
        "7-guitarist@h:1",
        "7-guitarist-zulu@h",
        "7-guitarist-zulu@:1",
        "1234567-guitarist-zulu@h:1",
        "7-guitarist-zulu@h:123456"
      })
  void anotherForm_isRefused(String text) {
    assertThatThrownBy(() -> InviteCode.parse(text))
        .satisfies(
            e ->
                assertThat(FailureText.sentence(e))
                    .contains("it looks like 7-guitarist-zulu@intro.example.org:3457"));
  }

  @ParameterizedTest
  @CsvSource({
    "7-gutiarist-zulu@h:1, '\"gutiarist\" is never the first word of a code'",
    "7-zulu-guitarist@h:1, '\"zulu\" is never the first word of a code'",
    "7-guitarist-guitarist@h:1, '\"guitarist\" is never the second word of a code'",
    "7-guitarist-zulu@h:0, port 0 does not exist",
    "7-guitarist-zulu@h:65536, port 65536 does not exist"
  })
  void aSlipOfTheFingers_isNamed(String text, String reason) {
    assertThatThrownBy(() -> InviteCode.parse(text))
        .satisfies(e -> assertThat(FailureText.sentence(e)).contains(reason));
  }

  @Test
  void aPlaceHas256Words() {
    for (List<String> words : List.of(InviteWords.FIRST, InviteWords.SECOND))
      assertThat(words).hasSize(256).doesNotHaveDuplicates().allMatch(w -> w.matches("[a-z]+"));
    assertThat(InviteWords.FIRST).doesNotContainAnyElementsOf(InviteWords.SECOND);
  }

  @Test
  void twoWithOneCode_agree_andTwoWithTwoDoNot() {
    InviteCode code = InviteCode.parse("7-guitarist-zulu@h:1");
    SymmetricSpake2 one = code.agreement(new Random(1));
    SymmetricSpake2 other = InviteCode.parse("7-guitarist-zulu@i:2").agreement(new Random(2));
    SymmetricSpake2 guess = InviteCode.parse("8-guitarist-zulu@h:1").agreement(new Random(3));
    Secret key = one.key(other.message());
    assertThat(other.key(one.message())).isEqualTo(key);
    assertThat(guess.key(one.message())).isNotEqualTo(key);
  }
}
