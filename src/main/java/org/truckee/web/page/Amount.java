package org.truckee.web.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers as people read them. */
public final class Amount {
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Amount() {}

  /** For example {@code 3.1 MiB}. */
  public static String bytes(long count) {
    return bytes((double) count);
  }

  /** For example {@code 3.1 MiB}. */
  public static String bytes(double count) {
    if (count < 1024) return String.format(Locale.ROOT, "%.0f B", count);
    String units = "KMGTPEZY";
    double value = count / 1024;
    int unit = 0;
    for (; value >= 1023.95 && unit < units.length() - 1; unit++) value /= 1024;
    return String.format(Locale.ROOT, "%.1f %siB", value, units.charAt(unit));
  }

  /** For example {@code 12.3 k}; small numbers as they are. */
  public static String count(double number) {
    if (number < 10_000)
      return number == Math.rint(number)
          ? String.format(Locale.ROOT, "%.0f", number)
          : String.format(Locale.ROOT, "%.1f", number);
    String units = "kMGTPEZY";
    double value = number / 1000;
    int unit = 0;
    for (; value >= 999.95 && unit < units.length() - 1; unit++) value /= 1000;
    return String.format(Locale.ROOT, "%.1f %s", value, units.charAt(unit));
  }

  /** For example {@code 3 files}, where {@code one} is {@code file}. */
  public static String of(long number, String one) {
    return number + " " + (number == 1 ? one : several(one));
  }

  /** The plural of a word: files, entries, days. */
  private static String several(String one) {
    int last = one.length() - 1;
    boolean changes = one.charAt(last) == 'y' && "aeiou".indexOf(one.charAt(last - 1)) < 0;
    return changes ? one.substring(0, last) + "ies" : one + "s";
  }

  /** For example {@code 2026-01-31 17:05 UTC}. */
  public static String time(Instant time) {
    return MINUTES.format(time) + " UTC";
  }

  /** For example {@code 2.4 s} or {@code 3 h 12 min}. */
  public static String duration(Duration time) {
    long millis = time.toMillis();
    if (millis < 1000) return millis + " ms";
    if (millis < 60_000) return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    long minutes = time.toMinutes();
    if (minutes < 60) return minutes + " min " + time.toSecondsPart() + " s";
    return time.toHours() < 48
        ? time.toHours() + " h " + time.toMinutesPart() + " min"
        : time.toDays() + " days";
  }
}
