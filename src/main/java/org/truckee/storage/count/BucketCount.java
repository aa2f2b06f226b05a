package org.truckee.storage.count;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.truckee.storage.crawl.BucketNames;
import org.truckee.storage.cycle.CrawlProgress;

/**
 * The count of the directories of shares, and how far the cycle under way has come.
 *
 * @param cycle the number of the cycle under way, or of the last one if none is
 * @param underWay whether a cycle is under way
 * @param start the beginning of that cycle
 * @param counts the directories in each prefix directory that the cycle is done with
 * @param total the directories that the last whole cycle found
 */
record BucketCount(
    long cycle,
    boolean underWay,
    Instant start,
    SortedMap<String, Long> counts,
    Optional<Long> total) {
  /** Keeps its own map. */
  BucketCount {
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    if (underWay && counts.size() >= CrawlProgress.PREFIXES)
      throw new IllegalArgumentException("a cycle that is over is under way");
  }

  /** The count of a server that never counted. */
  static BucketCount none(Instant now) {
    return new BucketCount(-1, false, now, Collections.emptySortedMap(), Optional.empty());
  }

  /** The next cycle, which begins {@code now}. */
  BucketCount next(Instant now) {
    return new BucketCount(cycle + 1, true, now, Collections.emptySortedMap(), total);
  }

  /** The prefix directory that comes next in the cycle under way. */
  String prefix() {
    return BucketNames.prefix(counts.size());
  }

  /** The same, with {@code number} directories in the one that came next. */
  BucketCount with(long number) {
    SortedMap<String, Long> more = new TreeMap<>(counts);
    more.put(prefix(), number);
    if (more.size() < CrawlProgress.PREFIXES)
      return new BucketCount(cycle, true, start, more, total);
    long all = more.values().stream().mapToLong(Long::longValue).sum();
    return new BucketCount(cycle, false, start, more, Optional.of(all));
  }
}
