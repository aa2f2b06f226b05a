package org.truckee.storage.crawl;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.truckee.platform.Ticker;
import org.truckee.storage.cycle.CrawlProgress;

/**
 * When cycles begin, and how long they take. Within a run of the server, time is measured by what
 * passes, so that a clock that is set back stops no crawl. One thread at a time.
 */
final class CrawlSchedule {
  private final CrawlPace pace;
  private final Ticker ticker;
  private Optional<Instant> lastStart;
  private Optional<Duration> lastTook;
  private long due;
  private long resumed;
  private int resumedAt;

  /** The schedule of a crawler that starts {@code now} and goes on from {@code state}. */
  CrawlSchedule(CrawlPace pace, Ticker ticker, CrawlState state, Instant now) {
    this.pace = pace;
    this.ticker = ticker;
    this.lastStart = state.lastStart();
    this.lastTook = state.lastTook();
    this.resumed = ticker.nanos();
    this.resumedAt = state.underWay().map(cycle -> cycle.position().prefix()).orElse(0);
    this.due = ticker.nanos() + untilNext(now).toNanos();
  }

  private Duration untilNext(Instant now) {
    if (lastStart.isEmpty()) return Duration.ZERO;
    Duration since = Duration.between(lastStart.get(), now);
    boolean known = !since.isNegative() && since.compareTo(pace.minimumCycle()) < 0;
    return known ? pace.minimumCycle().minus(since) : Duration.ZERO;
  }

  /** Notes that a cycle begins {@code now}. */
  void began(Instant now) {
    lastStart = Optional.of(now);
    due = ticker.nanos() + pace.minimumCycle().toNanos();
    resumed = ticker.nanos();
    resumedAt = 0;
  }

  /** Notes that the cycle of {@code start} is over. */
  void finished(Instant start, Instant now) {
    Duration took = Duration.between(start, now);
    lastTook = took.isNegative() ? lastTook : Optional.of(took);
  }

  /** Tells whether the next cycle may begin. */
  boolean isDue() {
    return ticker.nanos() - due >= 0;
  }

  /** The rest between two cycles, which a look at the clock may interrupt. */
  Duration rest() {
    Duration left = Duration.ofNanos(Math.max(0, due - ticker.nanos()));
    return left.compareTo(pace.heartbeat()) < 0 ? left : pace.heartbeat();
  }

  /** The beginning of the last cycle. */
  Optional<Instant> lastStart() {
    return lastStart;
  }

  /** The time that the last whole cycle took. */
  Optional<Duration> lastTook() {
    return lastTook;
  }

  /** The progress of {@code cycle}, if one is under way; work goes on at {@code nextWork}. */
  CrawlProgress progress(
      Optional<CrawlCycle> cycle, Optional<Long> lastFinished, Instant nextWork) {
    Optional<Duration> perPrefix = cycle.flatMap(this::perPrefix);
    Duration untilDue = Duration.ofNanos(Math.max(0, due - ticker.nanos()));
    return new CrawlProgress(
        cycle.map(CrawlCycle::number),
        lastFinished,
        cycle.map(CrawlCycle::prefixesDone).orElse(0),
        cycle.isPresent() ? nextWork : nextWork.plus(untilDue.minus(rest())),
        perPrefix.map(
            time -> time.multipliedBy(CrawlProgress.PREFIXES - cycle.get().prefixesDone())),
        lastTook.or(() -> perPrefix.map(time -> time.multipliedBy(CrawlProgress.PREFIXES))));
  }

  private Optional<Duration> perPrefix(CrawlCycle cycle) {
    int done = cycle.prefixesDone() - resumedAt;
    return done <= 0
        ? Optional.empty()
        : Optional.of(Duration.ofNanos((ticker.nanos() - resumed) / done));
  }
}
