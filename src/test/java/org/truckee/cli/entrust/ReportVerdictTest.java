package org.truckee.cli.entrust;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.protocol.entrust.CareReport;
import org.truckee.protocol.entrust.CareReportText;

class ReportVerdictTest {
  private static final Ed25519SigningKey KEY = Ed25519SigningKey.generate(new SplittableRandom(3));
  private static final Bytes SIGNATURE = Bytes.utf8("of the entrustment");
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final GivenEntrustment GIVEN = since(NOW.minus(Duration.ofDays(30)));

  private static GivenEntrustment since(Instant made) {
    return SampleNotes.of("the friend", SIGNATURE, made);
  }

  private static String report(Ed25519SigningKey key, Bytes entrustment, Instant made, long lost) {
    CareReport.Care care = new CareReport.Care(5, 5 - lost, lost, lost, made, made);
    return CareReportText.of(key, new CareReport(entrustment, made, care, List.of()));
  }

  private static void assertBad(GivenEntrustment given, String text, String why) {
    ReportVerdict verdict = ReportVerdict.of(given, text, NOW);
    assertThat(verdict.good()).isFalse();
    assertThat(String.join("\n", verdict.lines())).contains("the friend: ", why);
  }

  @Test
  void aReportInTime_isGood_andTellsTheCaretaker() {
    Instant made = NOW.minus(Duration.ofDays(8));
    ReportVerdict verdict = ReportVerdict.of(GIVEN, report(KEY, SIGNATURE, made, 0), NOW);

    assertThat(verdict.good()).isTrue();
    assertThat(verdict.seen())
        .isEqualTo(new GivenEntrustment.Seen(Optional.of(KEY.verifyingKey()), Optional.of(made)));
    assertThat(verdict.lines().get(1)).contains("5 files and directories: 5 healthy");
  }

  @Test
  void aReportThatIsMissed_isOverdue_afterTwoWeeks() {
    assertBad(GIVEN, report(KEY, SIGNATURE, NOW.minus(Duration.ofDays(15)), 0), "overdue");
    assertBad(GIVEN, ReportVerdict.NO_REPORT, "no report has come since");
    assertThat(ReportVerdict.of(since(NOW), ReportVerdict.NO_REPORT, NOW).good()).isTrue();
    assertBad(GIVEN, report(KEY, Bytes.utf8("of an earlier one"), NOW, 0), "earlier entrustment");
  }

  @Test
  void loss_asksForTheOwner() {
    assertBad(GIVEN, report(KEY, SIGNATURE, NOW, 2), "2 that can't be healed");
  }

  @Test
  void whatTheCaretakerDidNotSign_isRefused() {
    Ed25519SigningKey other = Ed25519SigningKey.generate(new SplittableRandom(4));
    GivenEntrustment known =
        GIVEN.having(new GivenEntrustment.Seen(Optional.of(KEY.verifyingKey()), Optional.of(NOW)));
    String good = report(KEY, SIGNATURE, NOW, 0);

    assertThat(ReportVerdict.of(known, good, NOW).good()).isTrue();
    assertBad(known, report(other, SIGNATURE, NOW, 0), "is not the caretaker's");
    assertBad(known, good.replace("things 5 5", "things 6 6"), "is false or damaged");
    assertBad(known, "nonsense", "is false or damaged");
    assertBad(known, report(KEY, SIGNATURE, NOW.minusSeconds(60), 0), "an old report");
    assertBad(known, report(KEY, SIGNATURE, NOW.plus(Duration.ofDays(9)), 0), "in the future");
  }

  @Test
  void anOwnersNote_isReadAsItWasWritten() {
    GivenEntrustment known =
        GIVEN.having(new GivenEntrustment.Seen(Optional.of(KEY.verifyingKey()), Optional.of(NOW)));

    assertThat(GivenEntrustment.parse(known.line())).isEqualTo(known);
    assertThat(GivenEntrustment.parse(GIVEN.line())).isEqualTo(GIVEN);
  }
}
