package org.truckee.storage.count;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import org.truckee.platform.Ticker;
import org.truckee.storage.crawl.BucketNames;
import org.truckee.storage.crawl.CrawlPace;
import org.truckee.storage.crawl.Slices;
import org.truckee.storage.crawl.StateFile;

/**
 * Counts the directories of shares: one prefix directory after the other, cycle after cycle, a
 * slice at a time. Names are counted and not held. Its memory is Tahoe's file of that name, in
 * Tahoe's form. Blocks; one thread at a time, except for {@link #told} and {@link #stop}.
 */
public final class BucketCounter implements Slices.Sliced {
  /** The pace of a count; the first slice, the share of the time and the cycle are Tahoe's. */
  public static final CrawlPace PACE =
      new CrawlPace(
          Duration.ofMinutes(5),
          Duration.ofMillis(50),
          0.1,
          Duration.ofHours(1),
          Duration.ofHours(1),
          Duration.ofSeconds(15));

  private final Path shares;
  private final StateFile file;
  private final InstantSource clock;
  private final Ticker ticker;
  private volatile BucketCount count;
  private volatile boolean stopped;
  private long due;
  private long saved;

  /** A counter of {@code shares} that goes on from what {@code storage} remembers. */
  public BucketCounter(Path storage, Path shares, InstantSource clock, Ticker ticker) {
    this.shares = shares;
    this.file = new StateFile(storage.resolve("bucket_counter.state.json"));
    this.clock = clock;
    this.ticker = ticker;
    Instant now = clock.instant();
    this.count = file.read(CountJson::read).orElseGet(() -> BucketCount.none(now));
    this.due = ticker.nanos() + untilNext(now).toNanos();
    this.saved = ticker.nanos();
  }

  /** A clock that was set back makes nobody wait. */
  private Duration untilNext(Instant now) {
    Duration since = Duration.between(count.start(), now);
    boolean soon = !since.isNegative() && since.compareTo(PACE.minimumCycle()) < 0;
    return soon && count.total().isPresent() ? PACE.minimumCycle().minus(since) : Duration.ZERO;
  }

  /** All that an operator is told, in Tahoe's words; any thread. */
  public ObjectNode told() {
    return CountJson.write(count);
  }

  /** The directories that the last whole cycle found; any thread. */
  public Optional<Long> total() {
    return count.total();
  }

  @Override
  public void stop() {
    stopped = true;
  }

  @Override
  public Duration work() throws IOException {
    long begin = ticker.nanos();
    if (!count.underWay()) {
      if (ticker.nanos() - due < 0) return Duration.ofNanos(due - ticker.nanos());
      due = ticker.nanos() + PACE.minimumCycle().toNanos();
      count = count.next(clock.instant());
    }
    do step();
    while (count.underWay() && !stopped && ticker.nanos() - begin < PACE.slice().toNanos());
    if (!count.underWay() || ticker.nanos() - saved >= PACE.save().toNanos()) save();
    return count.underWay()
        ? PACE.restAfter(ticker.nanos() - begin)
        : Duration.ofNanos(Math.max(0, due - ticker.nanos()));
  }

  /** A directory that is not counted to its end is counted anew the next time. */
  private void step() throws IOException {
    OptionalLong number = BucketNames.count(shares.resolve(count.prefix()), () -> !stopped);
    if (number.isPresent()) count = count.with(number.getAsLong());
  }

  @Override
  public void save() {
    file.keep(CountJson.write(count));
    saved = ticker.nanos();
  }
}
