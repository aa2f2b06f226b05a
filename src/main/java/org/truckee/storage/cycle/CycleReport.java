package org.truckee.storage.cycle;

import java.util.List;
import org.truckee.storage.expire.ExpirePolicy;

/**
 * The figures of one crawl, so far or to its end.
 *
 * @param policy the policy that counted
 * @param corrupt the first {@link CycleTally#MAX_CORRUPT} shares that can't be read
 */
public record CycleReport(
    CycleTimes times,
    ExpirePolicy policy,
    SpaceRecovered space,
    LeaseHistograms leases,
    List<CorruptShare> corrupt) {
  /** Keeps its own list. */
  public CycleReport {
    corrupt = List.copyOf(corrupt);
  }
}
