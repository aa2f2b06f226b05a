package org.truckee.client.flow;

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

  private final FairPool bytes;

  /** A budget of {@code limit} bytes. */
  public MemoryBudget(long limit) {
    this.bytes = new FairPool("memory for transfers", limit, WAIT_MILLIS);
  }

  /** Completes when {@code length} bytes may be held, until they are given back. */
  public Future<FairPool.Grant> acquire(long length) {
    return bytes.acquire(length);
  }

  /**
   * What {@code step} gives; it begins when {@code length} bytes may be held, and holds them till
   * then.
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

  /** Whether somebody waits for what the current client holds and does not use. */
  public boolean isWanted() {
    return bytes.isWanted();
  }
}
