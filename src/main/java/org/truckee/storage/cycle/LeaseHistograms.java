package org.truckee.storage.cycle;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How old leases are, and how many a share has.
 *
 * @param ages the number of leases by the whole days since their grant
 * @param perShare the number of shares by the number of their leases
 */
public record LeaseHistograms(SortedMap<Long, Long> ages, SortedMap<Long, Long> perShare) {
  /** Keeps its own maps. */
  public LeaseHistograms {
    ages = Collections.unmodifiableSortedMap(new TreeMap<>(ages));
    perShare = Collections.unmodifiableSortedMap(new TreeMap<>(perShare));
  }
}
