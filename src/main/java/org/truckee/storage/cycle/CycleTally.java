package org.truckee.storage.cycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.truckee.storage.expire.ExaminedShare;
import org.truckee.storage.expire.ExpirePolicy;
import org.truckee.storage.expire.ShareKind;

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

  /** Counts a share that was looked at, with its leases. */
  public void examined(ExaminedShare share, Instant now) {
    count(Outcome.EXAMINED, share);
    share.leaseDays(now).forEach(day -> ages.merge(day, 1L, Long::sum));
    perShare.merge((long) share.expirations().size(), 1L, Long::sum);
  }

  /** Counts a share in a set. */
  public void count(Outcome outcome, ExaminedShare share) {
    SpaceRecovered.add(space, outcome, Optional.of(share.kind()), Space.of(share));
  }

  /** Counts a directory of shares of {@code kind} in a set; it takes {@code diskBytes}. */
  public void countBucket(Outcome outcome, Optional<ShareKind> kind, long diskBytes) {
    SpaceRecovered.add(space, outcome, kind, Space.ofBucket(diskBytes));
  }

  /** Lists a share that can't be read. */
  public void corrupt(CorruptShare share) {
    if (corrupt.size() < MAX_CORRUPT) corrupt.add(share);
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
