package org.truckee.storage.cycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.truckee.storage.expire.ExaminedBucket;
import org.truckee.storage.expire.ExaminedShare;
import org.truckee.storage.expire.ExpirePolicy;

/** The counting of one crawl. One thread at a time. */
public final class CycleTally {
  /** The most unreadable shares that are listed. */
  public static final int MAX_CORRUPT = 1000;

  private final Instant start;
  private final SortedMap<String, Long> space;
  private final SortedMap<Long, Long> ages;
  private final SortedMap<Long, Long> perShare;
  private final List<CorruptShare> corrupt;

  /** The tally of a crawl that begins at {@code start}. */
  public CycleTally(Instant start) {
    this.start = start;
    this.space = new TreeMap<>();
    this.ages = new TreeMap<>();
    this.perShare = new TreeMap<>();
    this.corrupt = new ArrayList<>();
  }

  /** The tally that goes on from {@code before}. */
  public CycleTally(CycleReport before) {
    this.start = before.times().start();
    this.space = new TreeMap<>(before.space().figures());
    this.ages = new TreeMap<>(before.leases().ages());
    this.perShare = new TreeMap<>(before.leases().perShare());
    this.corrupt = new ArrayList<>(before.corrupt());
  }

  /**
   * Counts the shares of the file {@code storageIndex}, as {@code policy} judges them; those with
   * the numbers {@code gone} went.
   */
  public void add(
      String storageIndex,
      ExaminedBucket bucket,
      Set<Integer> gone,
      ExpirePolicy policy,
      Instant now) {
    bucket.shares().values().forEach(share -> countLeases(share, now));
    for (int shareNumber : bucket.unreadable())
      if (corrupt.size() < MAX_CORRUPT) corrupt.add(new CorruptShare(storageIndex, shareNumber));
    count(Outcome.EXAMINED, bucket, number -> true);
    count(Outcome.ORIGINAL, bucket, number -> bucket.shares().get(number).isOver(now));
    count(Outcome.CONFIGURED, bucket, number -> bucket.shares().get(number).isExpired(policy, now));
    count(Outcome.ACTUAL, bucket, gone::contains);
  }

  private void countLeases(ExaminedShare share, Instant now) {
    share.leaseDays(now).forEach(day -> ages.merge(day, 1L, Long::sum));
    perShare.merge((long) share.expirations().size(), 1L, Long::sum);
  }

  /** The bucket itself counts if all of its shares do; one that can't be read is but looked at. */
  private void count(Outcome outcome, ExaminedBucket bucket, IntPredicate counts) {
    boolean all = outcome == Outcome.EXAMINED || bucket.unreadable().isEmpty();
    for (Map.Entry<Integer, ExaminedShare> share : bucket.shares().entrySet()) {
      boolean counted = counts.test(share.getKey());
      all &= counted;
      if (counted)
        SpaceRecovered.add(
            space, outcome, Optional.of(share.getValue().kind()), Space.of(share.getValue()));
    }
    if (all) SpaceRecovered.add(space, outcome, bucket.kind(), Space.ofBucket(bucket.diskSize()));
  }

  /** The figures so far, by {@code policy}; those of the whole crawl, if it is over. */
  public CycleReport report(ExpirePolicy policy, Optional<Instant> finish) {
    return new CycleReport(
        new CycleTimes(start, finish),
        policy,
        new SpaceRecovered(space),
        new LeaseHistograms(ages, perShare),
        corrupt);
  }
}
