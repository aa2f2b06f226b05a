package org.truckee.storage.cycle;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.truckee.storage.expire.ExpirePolicy;

/**
 * All that an operator is told of the lease checker.
 *
 * @param policy what it goes by now
 * @param heldUntil the moment before which nothing goes, since the server was away or its clock
 *     jumped
 * @param cycleToDate the figures of the cycle under way
 * @param history the figures of the last {@link #HISTORY} cycles, by their numbers
 */
public record LeaseCheckerStatus(
    ExpirePolicy policy,
    CrawlProgress progress,
    Optional<Instant> heldUntil,
    Optional<CycleReport> cycleToDate,
    SortedMap<Long, CycleReport> history) {
  /** The number of cycles that are remembered. */
  public static final int HISTORY = 10;

  /** Keeps its own map. */
  public LeaseCheckerStatus {
    history = Collections.unmodifiableSortedMap(new TreeMap<>(history));
  }
}
