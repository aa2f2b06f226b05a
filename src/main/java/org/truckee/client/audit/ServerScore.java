package org.truckee.client.audit;

import java.time.Instant;
import java.util.Objects;

/**
 * The conduct of one server in audits: how often its answers were good, bad, or did not come, as
 * parts of 1. Each further outcome weighs a twentieth, and so an old one less and less.
 *
 * @param outcomes how many there were
 * @param latest when the latest was
 */
public record ServerScore(double good, double bad, double silent, long outcomes, Instant latest) {
  private static final double WEIGHT = 0.05;

  /** Checks that the parts are parts of 1. */
  public ServerScore {
    Objects.requireNonNull(latest, "latest");
    if (!(good >= 0 && bad >= 0 && silent >= 0) || Math.abs(good + bad + silent - 1) > 0.001)
      throw new IllegalArgumentException(good + ", " + bad + " and " + silent + " are not 1");
    if (outcomes < 1) throw new IllegalArgumentException(outcomes + " outcomes");
  }

  /** The score of a server after its first outcome. */
  static ServerScore first(AuditVerdict verdict, Instant now) {
    return new ServerScore(
        part(verdict, AuditVerdict.GOOD),
        part(verdict, AuditVerdict.BAD),
        part(verdict, AuditVerdict.SILENT),
        1,
        now);
  }

  /** The score after one more outcome. */
  ServerScore and(AuditVerdict verdict, Instant now) {
    return new ServerScore(
        mixed(good, part(verdict, AuditVerdict.GOOD)),
        mixed(bad, part(verdict, AuditVerdict.BAD)),
        mixed(silent, part(verdict, AuditVerdict.SILENT)),
        outcomes + 1,
        now);
  }

  private static double part(AuditVerdict verdict, AuditVerdict which) {
    return verdict == which ? 1 : 0;
  }

  private static double mixed(double before, double now) {
    return (1 - WEIGHT) * before + WEIGHT * now;
  }

  /** The line of this score in a file. */
  String line() {
    return good + " " + bad + " " + silent + " " + outcomes + " " + latest.getEpochSecond();
  }

  /** The score that {@code words} tell; {@link IllegalArgumentException} if they tell none. */
  static ServerScore read(String... words) {
    if (words.length != 5) throw new IllegalArgumentException(words.length + " words");
    return new ServerScore(
        Double.parseDouble(words[0]),
        Double.parseDouble(words[1]),
        Double.parseDouble(words[2]),
        Long.parseLong(words[3]),
        time(Long.parseLong(words[4])));
  }

  private static Instant time(long seconds) {
    if (seconds < 0 || seconds >= 1L << 40) throw new IllegalArgumentException("no time");
    return Instant.ofEpochSecond(seconds);
  }
}
