package org.truckee.cli.entrust;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.protocol.entrust.CareReport;
import org.truckee.protocol.entrust.CareReportText;

/**
 * What an owner makes of the text in the file for reports.
 *
 * @param lines what is told
 * @param good whether nothing asks for the owner
 * @param seen what is known of the caretaker now
 */
record ReportVerdict(List<String> lines, boolean good, GivenEntrustment.Seen seen) {
  /** The contents of a file for reports before the first one. */
  static final String NO_REPORT = "truckee: no report yet\n";

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  /** A clock that goes ahead of the owner's by so much is none that lies. */
  private static final Duration AHEAD = Duration.ofDays(1);

  /** Takes a copy. */
  ReportVerdict {
    Objects.requireNonNull(seen, "seen");
    lines = List.copyOf(lines);
  }

  /** The verdict about {@code text}, which is the newest one about {@code given}. */
  static ReportVerdict of(GivenEntrustment given, String text, Instant now) {
    if (text.equals(NO_REPORT)) return none(given, now);
    try {
      return of(given, CareReportText.read(text), now);
    } catch (GridException e) {
      return bad(given, "the report is false or damaged: " + FailureText.sentence(e));
    }
  }

  /** The verdict where there is no text. */
  static ReportVerdict bad(GivenEntrustment given, String why) {
    return new ReportVerdict(List.of(given.name() + ": " + why), false, given.seen());
  }

  private static ReportVerdict none(GivenEntrustment given, Instant now) {
    boolean late = isLate(given, given.since(), now);
    String word = late ? "no report has come since " : "no report yet; it was made ";
    return new ReportVerdict(
        List.of(given.name() + ": " + word + time(given.since())), !late, given.seen());
  }

  private static ReportVerdict of(GivenEntrustment given, CareReportText signed, Instant now) {
    return objection(given, signed, now)
        .map(why -> bad(given, why))
        .orElseGet(() -> believed(given, signed, now));
  }

  private static Optional<String> objection(
      GivenEntrustment given, CareReportText signed, Instant now) {
    Instant made = signed.report().made();
    if (given.seen().caretaker().filter(key -> !key.equals(signed.caretaker())).isPresent())
      return Optional.of(
          "the report is not the caretaker's: it is signed by "
              + signed.caretaker()
              + ", and not by "
              + given.seen().caretaker().get());
    if (given.seen().newest().filter(made::isBefore).isPresent())
      return Optional.of(
          "an old report is in the place of a newer one: this one is of %s, and one of %s was seen"
              .formatted(time(made), time(given.seen().newest().get())));
    return made.isAfter(now.plus(AHEAD))
        ? Optional.of("the report says that it was made in the future, " + time(made))
        : Optional.empty();
  }

  private static ReportVerdict believed(
      GivenEntrustment given, CareReportText signed, Instant now) {
    CareReport report = signed.report();
    boolean newest = report.entrustment().equals(given.signature());
    boolean late = isLate(given, newest ? report.made() : given.since(), now);
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: report of %s by %s".formatted(given.name(), time(report.made()), signed.caretaker()));
    if (late) lines.add("  overdue: there should be one every " + given.policy().rhythm().word());
    if (!newest) lines.add("  it is about an earlier entrustment, and not yet the newest");
    lines.addAll(findings(report));
    if (given.policy().isOver(now))
      lines.add("  the last day of the care was " + given.policy().until());
    return new ReportVerdict(
        lines,
        !late && report.care().lost() == 0,
        new GivenEntrustment.Seen(Optional.of(signed.caretaker()), Optional.of(report.made())));
  }

  private static List<String> findings(CareReport report) {
    CareReport.Care care = report.care();
    List<String> lines = new ArrayList<>();
    lines.add(
        "  %d files and directories: %d healthy, %d with too few shares, %d that can't be healed"
            .formatted(care.things(), care.healthy(), care.low(), care.lost()));
    lines.add(
        "  all were checked since %s, and renewed since %s"
            .formatted(time(care.checked()), time(care.renewed())));
    for (CareReport.Low low : report.low())
      lines.add(
          "  too few shares: %s has %d of %d, and needs %d"
              .formatted(low.address(), low.good(), low.expected(), low.needed()));
    return lines;
  }

  /** One missed report is an accident, two are late; after the last day there are none. */
  private static boolean isLate(GivenEntrustment given, Instant last, Instant now) {
    return !given.policy().isOver(now)
        && last.plus(given.policy().rhythm().interval().multipliedBy(2)).isBefore(now);
  }

  private static String time(Instant time) {
    return time.equals(Instant.EPOCH) ? "never" : TIME.format(time.atZone(ZoneId.systemDefault()));
  }
}
