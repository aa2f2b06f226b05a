package org.truckee.protocol.entrust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.cap.Capability;
import org.truckee.cap.MutableWriteCap;
import org.truckee.crypto.Ed25519SigningKey;

class EntrustmentTextTest {
  private static final Ed25519SigningKey KEY = Ed25519SigningKey.generate(new SplittableRandom(7));
  private static final Entrustment.Policy POLICY =
      new Entrustment.Policy(LocalDate.of(2036, 12, 31), true);
  private static final Capability FILE =
      Capability.parse("URI:CHK:aaaaaaaaaaaaaaaaaaaaaaaaaa:" + "a".repeat(52) + ":3:10:5000");
  private static final MutableWriteCap CHANGES =
      (MutableWriteCap)
          Capability.parse(
              "URI:SSK:ldeakmhhopsf3uakqpg3xuwpya:"
                  + "e7bcxhaouj45bbjbekwgtrncpe53sfggvru5h7jabf36n7t6z36a");
  private static final Capability DIRECTORY =
      Capability.parse(CHANGES.toUri().replace("SSK", "DIR2-MDMF"));

  private static List<Entrusted> things() {
    return List.of(
        thing(FILE, true), thing(CHANGES, true), thing(DIRECTORY.readCap().orElseThrow(), true));
  }

  private static Entrusted thing(Capability capability, boolean repair) {
    return Entrusted.of(capability, repair).orElseThrow();
  }

  @Test
  void whatIsWritten_isRead() {
    Entrustment read = EntrustmentText.read(EntrustmentText.of(KEY, POLICY, things()));

    assertThat(read).isEqualTo(new Entrustment(KEY.verifyingKey(), POLICY, things()));
    assertThat(read.things().get(1).enablerMaster()).contains(CHANGES.writeEnablerMaster());
    assertThat(EntrustmentText.read(EntrustmentText.of(KEY, POLICY, List.of())).things()).isEmpty();
  }

  @Test
  void nothingInIt_readsOrWrites() {
    assertThat(EntrustmentText.of(KEY, POLICY, things()))
        .doesNotContain("URI:CHK:", "URI:SSK:", "URI:MDMF:", "-RO:")
        .contains("URI:CHK-Verifier:", "URI:SSK-Verifier:", "URI:MDMF-Verifier:");
    assertThat(thing(CHANGES, false).enablerMaster()).isEmpty();
    assertThat(thing(CHANGES, false).isRepairable()).isFalse();
    assertThat(thing(CHANGES.toReadCap(), true).isRepairable()).isFalse();
    assertThat(Entrusted.of(Capability.parse("URI:LIT:nbswy3dp"), true))
        .isEqualTo(Optional.empty());
  }

  @Test
  void whatWasAltered_isRefused() {
    String text = EntrustmentText.of(KEY, POLICY, things());
    for (int at = 0; at < text.length(); at += 7) {
      char other = text.charAt(at) == 'x' ? 'y' : 'x';
      String altered = text.substring(0, at) + other + text.substring(at + 1);
      assertRefused(altered);
    }
    for (int end = 0; end < text.length() - 2; end += 11) assertRefused(text.substring(0, end));
    String other =
        EntrustmentText.of(Ed25519SigningKey.generate(new SplittableRandom(8)), POLICY, things());
    assertRefused(
        text.substring(0, text.lastIndexOf("signature"))
            + other.substring(other.lastIndexOf("signature")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "URI:LIT:nbswy3dp",
        "URI:DIR2-Verifier:ldeakmhhopsf3uakqpg3xuwpya:e7bcxhaouj45bbjbekwgtrncpe53sfggvru5h7jabf36n7t6z36a",
        "nonsense",
        ""
      })
  void aSignedLineThatIsNoFile_isRefusedByItsNumber(String line) {
    String text = EntrustmentText.of(KEY, POLICY, List.of());
    String head = text.substring(0, text.lastIndexOf("signature")) + line + "\n";
    String signed = head + "signature " + KEY.sign(Bytes.utf8(head)) + "\n";

    assertThatThrownBy(() -> EntrustmentText.read(signed)).hasMessageStartingWith("line 5 is no");
  }

  private static void assertRefused(String text) {
    assertThatThrownBy(() -> EntrustmentText.read(text))
        .isInstanceOfSatisfying(
            GridException.class,
            failure -> assertThat(failure.kind()).isEqualTo(GridException.Kind.BAD_REQUEST));
  }
}
