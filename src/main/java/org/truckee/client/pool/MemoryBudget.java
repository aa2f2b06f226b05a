package org.truckee.client.pool;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

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

  private final FairPool bytes;
  private final FairPool fetches = new FairPool("turn to read", MAX_FETCHED, WAIT_MILLIS);

  /** A budget of {@code limit} bytes. */
  public MemoryBudget(long limit) {
    this.bytes = new FairPool("memory for transfers", limit, WAIT_MILLIS);
  }

  /** Completes when {@code length} bytes may be held, until they are given back. */
  public Future<FairPool.Grant> acquire(long length) {
    return bytes.acquire(length);
  }

  /**
   * The result of {@code fetch}, which fetches a run of a file; it begins in its turn, first runs
   * of a reader before others.
   */
  public <T> Future<T> fetching(boolean first, Supplier<Future<T>> fetch) {
    return fetches.holding(1, first, fetch);
  }

  /** As {@link #acquire}, for a reader that has got nothing yet and comes before others. */
  public Future<FairPool.Grant> acquireFirst(long length) {
    return bytes.acquire(length, true);
  }

  /**
   * The result of {@code step}, which begins when {@code length} bytes may be held, and holds them
   * to its end.
   */
  public <T> Future<T> holding(long length, Supplier<Future<T>> step) {
    return bytes.holding(length, step);
  }

  /** Takes {@code length} bytes if they may be held at once and nobody waits. */
  public Optional<FairPool.Grant> tryAcquire(long length) {
    return bytes.tryAcquire(length);
  }

  /** The bytes that are held now. */
  public long used() {
    return bytes.used();
  }

  /** Returns whether somebody waits for what the current client holds and does not use. */
  public boolean isWanted() {
    return bytes.isWanted();
  }
}
