package org.truckee.client.immutable.up;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.truckee.client.pool.FairSemaphore;
import org.truckee.client.pool.KeyedQueue;
import org.truckee.crypto.StorageIndex;

/**
 * The turns of those who write shares of immutable files, uploads and repairs: one at a time for
 * each file, since they show servers the same secret, and so many for all files. Thread-safe.
 */
public final class WritingTurns {
  /**
   * The most writers at a time: each holds a connection for each of its shares from its beginning
   * to its end. One client has half of the places.
   */
  private static final int MAX_UNDER_WAY = 64;

  /** The time for which a writer may wait for a place while others use it. */
  private static final long WAIT_MILLIS = TimeUnit.MINUTES.toMillis(10);

  private final KeyedQueue<StorageIndex> turns = new KeyedQueue<>();
  private final FairSemaphore gate =
      new FairSemaphore("place for one more upload", MAX_UNDER_WAY, WAIT_MILLIS);

  /** The result of {@code step}, which writes shares of {@code storageIndex} and begins in turn. */
  public <T> Future<T> take(StorageIndex storageIndex, Supplier<Future<T>> step) {
    return turns.next(storageIndex, () -> gate.enter(step));
  }
}
