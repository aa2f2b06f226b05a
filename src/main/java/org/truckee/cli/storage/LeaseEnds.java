package org.truckee.cli.storage;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Locale;

/**
 * The number of leases by the time when they end, from the histogram of their ages.
 *
 * @param ended those that have ended
 * @param inADay those that end within a day
 * @param inAWeek those that end within a week, but not within a day
 * @param later all others
 */
record LeaseEnds(long ended, long inADay, long inAWeek, long later) {
  private static final long DAY = Duration.ofDays(1).toSeconds();

  /** A lease ends after so many seconds, unless the server's owner says otherwise. */
  private static final long USUAL = 31 * DAY;

  /** The ends of the leases that {@code cycle} counted, by the rule that it counted with. */
  static LeaseEnds of(JsonNode cycle) {
    long lasts = cycle.path("configured-expiration-mode").path(1).asLong(USUAL);
    long[] counts = new long[4];
    for (JsonNode row : cycle.path("lease-age-histogram"))
      counts[place(lasts - row.path(0).asLong())] += row.path(2).asLong();
    return new LeaseEnds(counts[0], counts[1], counts[2], counts[3]);
  }

  private static int place(long left) {
    if (left <= 0) return 0;
    if (left <= DAY) return 1;
    return left <= 7 * DAY ? 2 : 3;
  }

  /** The ends in words. */
  String text() {
    return "%d: %d have ended, %d end within a day, %d within a week, %d later"
        .formatted(ended + inADay + inAWeek + later, ended, inADay, inAWeek, later);
  }

  /** For example {@code 31 days} or {@code 1.5 days}. */
  static String days(long seconds) {
    String days = String.format(Locale.ROOT, "%.1f", (double) seconds / DAY).replace(".0", "");
    return days + (days.equals("1") ? " day" : " days");
  }
}
