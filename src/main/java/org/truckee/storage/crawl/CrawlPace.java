package org.truckee.storage.crawl;

import java.time.Duration;

/**
 * The pace of a crawl. A crawler works for {@code slice}, and then rests for so long that it worked
 * for {@code share} of the time; its work is one file after the other, so this bounds its part of
 * the disk and of a processor alike.
 *
 * @param firstSlice the rest after a start
 * @param slice the longest work without a rest
 * @param share the part of the time that is work, above 0 and up to 1
 * @param minimumCycle the least time from the beginning of a cycle to that of the next
 * @param heartbeat the longest rest, after which the clock is looked at
 * @param save how often a cycle under way is remembered
 */
public record CrawlPace(
    Duration firstSlice,
    Duration slice,
    double share,
    Duration minimumCycle,
    Duration heartbeat,
    Duration save) {
  /** The usual pace; the first slice, the share and the cycle are Tahoe's. */
  public static final CrawlPace USUAL =
      new CrawlPace(
          Duration.ofMinutes(6),
          Duration.ofMillis(50),
          0.1,
          Duration.ofHours(12),
          Duration.ofMinutes(5),
          Duration.ofSeconds(15));

  /** Checks the share. */
  public CrawlPace {
    if (!(share > 0 && share <= 1)) throw new IllegalArgumentException("share of time: " + share);
  }

  /** The rest after work that took {@code nanos}. */
  public Duration restAfter(long nanos) {
    return Duration.ofNanos((long) (nanos * (1 / share - 1)));
  }
}
