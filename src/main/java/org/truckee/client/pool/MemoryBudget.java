package org.truckee.client.pool;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.truckee.platform.Ticker;
import org.truckee.platform.measure.MetricSink;

/**
 * The bytes that all transfers of a gateway together may hold in memory, shared out among clients
 * as a {@link FairPool} does it. A request that is larger than the whole budget is served alone.
 * Thread-safe.
 */
public final class MemoryBudget {
  private static final long WAIT_MILLIS = TimeUnit.MINUTES.toMillis(1);

  /**
   * The number of runs of files that are fetched at a time: so few that runs for stalled readers do
   * not keep a fresh reader waiting for long.
   */
  private static final int MAX_FETCHED = 16;

  private final MeasuredPool bytes;
  private final IdleMemory idle;
  private final MeasuredPool fetches;

  /** A budget of {@code limit} bytes; {@code ticker} tells how long somebody waits for some. */
  public MemoryBudget(long limit, Ticker ticker) {
    this.bytes = new MeasuredPool("memory for transfers", limit, WAIT_MILLIS, ticker);
    this.idle = new IdleMemory(bytes.pool()::isShort);
    this.fetches = new MeasuredPool("turn to read", MAX_FETCHED, WAIT_MILLIS, ticker);
  }

  /** Completes when {@code length} bytes may be held, until they are given back. */
  public Future<FairPool.Grant> acquire(long length) {
    return bytes.acquire(length, false);
  }

  /**
   * The result of {@code fetch}, which fetches a run of a file; it begins in its turn, first runs
   * of a reader before others.
   */
  public <T> Future<T> fetching(boolean first, Supplier<Future<T>> fetch) {
    return fetches.holding(1, first, fetch);
  }

  /**
   * As {@link #acquire}, for a reader that has got nothing yet: it comes before others, and has a
   * reader that pauses give up what it holds.
   */
  public Future<FairPool.Grant> acquireFirst(long length) {
    Future<FairPool.Grant> granted = bytes.acquire(length, true);
    if (!granted.isComplete()) idle.want(granted);
    return granted;
  }

  /**
   * Offers what a reader holds that pauses; {@code giveUp} is called when it is wanted, now or
   * later, unless the result is run before.
   */
  public Runnable idle(Runnable giveUp) {
    return idle.offer(giveUp);
  }

  /**
   * The result of {@code step}, which begins when {@code length} bytes may be held, and holds them
   * to its end.
   */
  public <T> Future<T> holding(long length, Supplier<Future<T>> step) {
    return bytes.holding(length, false, step);
  }

  /** Takes {@code length} bytes if they may be held at once and nobody waits. */
  public Optional<FairPool.Grant> tryAcquire(long length) {
    return bytes.tryAcquire(length);
  }

  /** The bytes that are held now. */
  public long used() {
    return bytes.pool().used();
  }

  /** Returns whether somebody waits for what the current client holds and does not use. */
  public boolean isWanted() {
    return bytes.pool().isWanted();
  }

  /** Tells {@code sink} of the memory, which is called {@code name}. */
  public void tell(MetricSink sink, String name) {
    bytes.tell(sink, name);
  }

  /** Tells {@code sink} of the turns to read. */
  public void tellReads(MetricSink sink) {
    fetches.tell(sink, "reads");
  }
}
