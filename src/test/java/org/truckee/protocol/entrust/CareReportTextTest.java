package org.truckee.protocol.entrust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.crypto.StorageIndex;

class CareReportTextTest {
  private static final Ed25519SigningKey KEY = Ed25519SigningKey.generate(new SplittableRandom(3));
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final CareReport REPORT =
      new CareReport(
          Bytes.utf8("signature of an entrustment"),
          NOW,
          new CareReport.Care(9, 7, 2, 1, NOW.minusSeconds(3600), Instant.EPOCH),
          List.of(new CareReport.Low(new StorageIndex(Bytes.wrap(new byte[16])), 2, 3, 10)));

  private static void assertRefused(String text) {
    assertThatThrownBy(() -> CareReportText.read(text))
        .isInstanceOfSatisfying(
            GridException.class,
            failure -> assertThat(failure.kind()).isEqualTo(GridException.Kind.BAD_REQUEST));
  }

  @Test
  void whatIsWritten_isRead() {
    assertThat(CareReportText.read(CareReportText.of(KEY, REPORT)))
        .isEqualTo(new CareReportText(KEY.verifyingKey(), REPORT));
  }

  @Test
  void whatWasAltered_isRefused() {
    String text = CareReportText.of(KEY, REPORT);
    for (int at = 0; at < text.length() - 1; at += 5) {
      char other = text.charAt(at) == '1' ? '2' : '1';
      assertRefused(text.substring(0, at) + other + text.substring(at + 1));
    }
    for (int end = 0; end < text.length() - 2; end += 7) assertRefused(text.substring(0, end));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "made yesterday",
        "things 1 2 3",
        "things a b c d",
        "nonsense",
        "aaaaaaaaaaaaaaaaaaaaaaaaaa 99999999999 1 1"
      })
  void aSignedReportWithAWrongLine_isRefused(String line) {
    String text = CareReportText.of(KEY, REPORT);
    String name = line.substring(0, line.indexOf(' ') + 1);
    String head = text.substring(0, text.lastIndexOf("signature"));
    String wrong =
        head.contains("\n" + name)
            ? head.replaceFirst("\n" + name + "[^\n]*", "\n" + line)
            : head + line + "\n";

    assertRefused(wrong + "signature " + KEY.sign(Bytes.utf8(wrong)) + "\n");
  }
}
