package org.truckee.storage.crawl;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.truckee.storage.cycle.CycleReport;
import org.truckee.storage.expire.Presence;

/**
 * All that a crawler has to know after a restart.
 *
 * @param presence the server's time in service; empty if nothing is known of it
 * @param lastFinished the number of the last cycle that is over
 * @param lastStart the beginning of the last cycle, over or not
 * @param lastTook the time that the last whole cycle took
 * @param underWay the cycle under way
 */
record CrawlState(
    Optional<Presence> presence,
    Optional<Long> lastFinished,
    Optional<Instant> lastStart,
    Optional<Duration> lastTook,
    Optional<UnderWay> underWay) {
  /** A cycle under way: its number, its place and its figures so far. */
  record UnderWay(long number, CrawlPosition position, CycleReport report) {}

  /** The state of a crawler that never ran. */
  static final CrawlState NEW =
      new CrawlState(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
