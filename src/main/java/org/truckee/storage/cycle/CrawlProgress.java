package org.truckee.storage.cycle;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The progress of a crawler.
 *
 * @param cycle the number of the cycle under way, or none between two of them
 * @param lastFinished the number of the last cycle that is over
 * @param prefixesDone how many of the {@link #PREFIXES} directories are done
 * @param nextWork when the crawler goes on, or begins anew
 * @param left about how long the cycle under way still takes
 * @param perCycle about how long a whole cycle takes
 */
public record CrawlProgress(
    Optional<Long> cycle,
    Optional<Long> lastFinished,
    int prefixesDone,
    Instant nextWork,
    Optional<Duration> left,
    Optional<Duration> perCycle) {
  /** The directories that a cycle goes through. */
  public static final int PREFIXES = 1024;

  /** The part of the cycle that is done, from 0 to 100. */
  public double percentage() {
    return 100.0 * prefixesDone / PREFIXES;
  }
}
