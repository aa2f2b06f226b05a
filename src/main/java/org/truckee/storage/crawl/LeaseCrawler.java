package org.truckee.storage.crawl;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.truckee.platform.Ticker;
import org.truckee.storage.cycle.CycleReport;
import org.truckee.storage.cycle.LeaseCheckerStatus;
import org.truckee.storage.disk.DiskWatch;
import org.truckee.storage.expire.ExpirePolicy;
import org.truckee.storage.expire.Presence;
import org.truckee.storage.trash.ShareTrash;

/**
 * The crawl through all shares, cycle after cycle, a slice at a time. Every hour it deletes what
 * has been in the trash for long enough. Blocks; one thread at a time, except for {@link #status}
 * and {@link #stop}.
 */
final class LeaseCrawler implements Slices.Sliced {
  private static final Duration PURGE = Duration.ofHours(1);

  private final Path shares;
  private final ExpirePolicy policy;
  private final CrawlPace pace;
  private final Ticker ticker;
  private final BucketCollector collector;
  private final ShareTrash trash;
  private final CrawlFile file;
  private final DiskWatch watch;
  private final PresenceClock clock;
  private final CrawlSchedule schedule;
  private final CrawlLog log;
  private final SortedMap<Long, CycleReport> history;
  private Optional<Long> lastFinished;
  private Optional<CrawlCycle> cycle;
  private long saved;
  private long purgeDue;
  private volatile LeaseCheckerStatus status;
  private volatile boolean stopped;

  /** The parts that a crawler works with. */
  record Parts(
      Path shares,
      ExpirePolicy policy,
      BucketCollector collector,
      ShareTrash trash,
      CrawlFile file,
      DiskWatch watch) {}

  /** A crawler that goes on from what {@code parts} remember; {@code time} is that of a start. */
  LeaseCrawler(Parts parts, CrawlPace pace, CrawlTime time) {
    CrawlState state = parts.file.state();
    this.shares = parts.shares;
    this.policy = parts.policy;
    this.collector = parts.collector;
    this.trash = parts.trash;
    this.file = parts.file;
    this.watch = parts.watch;
    this.pace = pace;
    this.ticker = time.ticker();
    this.clock = new PresenceClock(time.clock(), ticker, state.presence());
    this.history = new TreeMap<>(file.history());
    this.lastFinished = state.lastFinished();
    this.cycle = state.underWay().map(before -> CrawlCycle.resume(before, policy, shares));
    Presence present = clock.look();
    this.schedule = new CrawlSchedule(pace, ticker, state, present.seen());
    this.log = new CrawlLog(policy);
    log.started(present);
    this.saved = ticker.nanos();
    this.purgeDue = saved;
    tell(present, pace.firstSlice());
  }

  /** All that an operator is told; any thread. */
  LeaseCheckerStatus status() {
    return status;
  }

  @Override
  public void stop() {
    stopped = true;
  }

  @Override
  public Duration work() {
    long begin = ticker.nanos();
    BooleanSupplier goOn = () -> !stopped && ticker.nanos() - begin < pace.slice().toNanos();
    Presence present = clock.look();
    boolean busy = purges(present, goOn) || (cycle.isPresent() ? crawl(goOn) : begins(present));
    Presence after = clock.look();
    if (!busy || ticker.nanos() - saved >= pace.save().toNanos()) save(after);
    Duration rest = busy ? pace.restAfter(ticker.nanos() - begin) : schedule.rest();
    tell(after, rest);
    return rest;
  }

  /** Returns whether the cycle goes on. */
  private boolean crawl(BooleanSupplier goOn) {
    CrawlCycle current = cycle.orElseThrow();
    if (!current.work(collector, clock, goOn)) return true;
    Instant now = clock.look().seen();
    CycleReport report = current.report(Optional.of(now));
    remember(current.number(), report);
    schedule.finished(report.times().start(), now);
    lastFinished = Optional.of(current.number());
    cycle = Optional.empty();
    log.finished(current.number(), report, clock.look());
    return false;
  }

  private void remember(long number, CycleReport report) {
    history.put(number, report);
    while (history.size() > LeaseCheckerStatus.HISTORY) history.remove(history.firstKey());
    file.keep(history);
  }

  /** Returns whether a cycle begins. */
  private boolean begins(Presence present) {
    if (!schedule.isDue()) return false;
    long number = lastFinished.map(last -> last + 1).orElse(0L);
    cycle = Optional.of(CrawlCycle.begin(number, policy, shares, present.seen()));
    schedule.began(present.seen());
    return true;
  }

  /** Returns whether there is more in the trash that is due; once there is not, an hour passes. */
  private boolean purges(Presence present, BooleanSupplier goOn) {
    if (present.heldUntil().isPresent() || ticker.nanos() - purgeDue < 0) return false;
    try {
      LocalDate today = LocalDate.ofInstant(present.seen(), ZoneOffset.UTC);
      if (!trash.purge(today, goOn)) return true;
    } catch (IOException | DirectoryIteratorException stays) {
      watch.failed(stays);
    }
    purgeDue = ticker.nanos() + PURGE.toNanos();
    return false;
  }

  @Override
  public void save() {
    save(clock.look());
  }

  private void save(Presence present) {
    file.keep(
        new CrawlState(
            Optional.of(present),
            lastFinished,
            schedule.lastStart(),
            schedule.lastTook(),
            cycle.map(CrawlCycle::state)));
    saved = ticker.nanos();
  }

  private void tell(Presence present, Duration rest) {
    status =
        new LeaseCheckerStatus(
            policy,
            schedule.progress(cycle, lastFinished, present.seen().plus(rest)),
            present.heldUntil(),
            cycle.map(current -> current.report(Optional.empty())),
            history);
  }
}
