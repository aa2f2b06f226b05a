package org.truckee.protocol.entrust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
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
      new Entrustment.Policy(LocalDate.of(2036, 12, 31), true, Rhythm.DAILY);
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
    String text = text(KEY, things());
    Entrustment read = EntrustmentText.read(text);

    assertThat(read)
        .isEqualTo(
            new Entrustment(
                KEY.verifyingKey(), POLICY, Optional.of(CHANGES), things(), read.signature()));
    assertThat(text).contains("\nsignature " + read.signature() + "\n", "\nevery day\n");
    assertThat(read.things().get(1).enablerMaster()).contains(CHANGES.writeEnablerMaster());
    assertRefused(text(KEY, List.of()));
  }

  @Test
  void theFirstVersion_isRead_asEveryWeek() {
    String head =
        "truckee-entrustment 1\nowner %s\nuntil 2036-12-31\nrepair no\n%s\n"
            .formatted(KEY.verifyingKey(), FILE.verifyCap().orElseThrow().toUri());

    Entrustment read =
        EntrustmentText.read(head + "signature " + KEY.sign(Bytes.utf8(head)) + "\n");

    assertThat(read.policy())
        .isEqualTo(new Entrustment.Policy(POLICY.until(), false, Rhythm.WEEKLY));
    assertThat(read.things()).containsExactly(thing(FILE, false));
    assertThat(read.reports()).isEmpty();
  }

  @Test
  void theLastDay_isADayOfCare() {
    assertThat(POLICY.isOver(Instant.parse("2036-12-31T23:59:59Z"))).isFalse();
    assertThat(POLICY.isOver(Instant.parse("2037-01-01T00:00:00Z"))).isTrue();
  }

  private static String text(Ed25519SigningKey key, List<Entrusted> things) {
    return EntrustmentText.of(key, POLICY, Optional.of(CHANGES), things);
  }

  @Test
  void nothingInIt_readsOrWrites() {
    assertThat(EntrustmentText.of(KEY, POLICY, Optional.empty(), things()))
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
    String text = text(KEY, things());
    for (int at = 0; at < text.length(); at += 7) {
      char other = text.charAt(at) == 'x' ? 'y' : 'x';
      String altered = text.substring(0, at) + other + text.substring(at + 1);
      assertRefused(altered);
    }
    for (int end = 0; end < text.length() - 2; end += 11) assertRefused(text.substring(0, end));
    String other = text(Ed25519SigningKey.generate(new SplittableRandom(8)), things());
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
    String text = text(KEY, List.of());
    String head = text.substring(0, text.lastIndexOf("signature")) + line + "\n";
    String signed = head + "signature " + KEY.sign(Bytes.utf8(head)) + "\n";

    assertThatThrownBy(() -> EntrustmentText.read(signed)).hasMessageStartingWith("line 7 is no");
  }

  private static void assertRefused(String text) {
    assertThatThrownBy(() -> EntrustmentText.read(text))
        .isInstanceOfSatisfying(
            GridException.class,
            failure -> assertThat(failure.kind()).isEqualTo(GridException.Kind.BAD_REQUEST));
  }
}
