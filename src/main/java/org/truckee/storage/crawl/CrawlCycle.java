package org.truckee.storage.crawl;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.truckee.crypto.StorageIndex;
import org.truckee.storage.cycle.CycleReport;
import org.truckee.storage.cycle.CycleTally;
import org.truckee.storage.expire.ExpirePolicy;
import org.truckee.storage.expire.Presence;

/** One cycle of a crawl: its way, and its figures so far. Blocks; one thread at a time. */
final class CrawlCycle {
  private final long number;
  private final ExpirePolicy policy;
  private final CycleTally tally;
  private final ShareWalk walk;
  private final FewWarnings warnings = new FewWarnings();

  private CrawlCycle(long number, ExpirePolicy policy, CycleTally tally, ShareWalk walk) {
    this.number = number;
    this.policy = policy;
    this.tally = tally;
    this.walk = walk;
  }

  /** The cycle with {@code number} through {@code shares}, which begins {@code now}. */
  static CrawlCycle begin(long number, ExpirePolicy policy, Path shares, Instant now) {
    ShareWalk walk = new ShareWalk(shares, CrawlPosition.BEGIN, BucketNames.MOST);
    return new CrawlCycle(number, policy, new CycleTally(now), walk);
  }

  /** The cycle that goes on from {@code before}; from now on by {@code policy}. */
  static CrawlCycle resume(CrawlState.UnderWay before, ExpirePolicy policy, Path shares) {
    ShareWalk walk = new ShareWalk(shares, before.position(), BucketNames.MOST);
    return new CrawlCycle(before.number(), policy, new CycleTally(before.report()), walk);
  }

  /**
   * Visits one file after the other as long as {@code goOn}, and one step at least; returns whether
   * the cycle is over.
   */
  boolean work(BucketCollector collector, PresenceClock clock, BooleanSupplier goOn) {
    do {
      if (walk.isOver()) return true;
      int prefix = prefixesDone();
      step().ifPresent(next -> visit(next, collector, clock.look()));
      if (prefix != prefixesDone()) leave(prefix, collector);
    } while (goOn.getAsBoolean());
    return walk.isOver();
  }

  private Optional<StorageIndex> step() {
    try {
      return walk.step();
    } catch (IOException | DirectoryIteratorException failing) {
      warnings.tell("a directory can't be listed", failing);
      return Optional.empty();
    }
  }

  private void visit(StorageIndex storageIndex, BucketCollector collector, Presence presence) {
    try {
      boolean free = presence.heldUntil().isEmpty();
      BucketCollector.Visit visit = collector.visit(storageIndex, presence.seen(), free, warnings);
      if (!visit.bucket().isEmpty())
        tally.add(storageIndex.toString(), visit.bucket(), visit.gone(), policy, presence.seen());
    } catch (IOException | DirectoryIteratorException failing) {
      warnings.tell(storageIndex + " can't be looked at", failing);
    }
  }

  private void leave(int prefix, BucketCollector collector) {
    try {
      collector.leave(BucketNames.prefix(prefix));
    } catch (IOException failing) {
      warnings.tell("the ledger of accounts can't be looked at", failing);
    }
  }

  /** The number of the cycle. */
  long number() {
    return number;
  }

  /** The number of prefix directories that are done. */
  int prefixesDone() {
    return walk.position().prefix();
  }

  /** The figures so far; those of the whole cycle, if it is over. */
  CycleReport report(Optional<Instant> finish) {
    return tally.report(policy, finish);
  }

  /** What has to be known to resume the cycle. */
  CrawlState.UnderWay state() {
    return new CrawlState.UnderWay(number, walk.position(), report(Optional.empty()));
  }
}
