package org.truckee.client.pool;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets so many steps be under way at the same time and no more, of one client at most half of them;
 * the others wait, those of each client in the order of asking, the clients in turns, and none of
 * them without end. Thread-safe.
 */
public final class FairSemaphore {
  private static final long USUAL_WAIT_MILLIS = TimeUnit.MINUTES.toMillis(1);

  private final FairPool places;

  /** Lets {@code limit} steps in at a time. */
  public FairSemaphore(int limit) {
    this("place", limit, USUAL_WAIT_MILLIS);
  }

  /**
   * The same; messages call a place {@code what}, and after {@code waitMillis} a step that waits
   * fails with {@code BUSY}.
   */
  public FairSemaphore(String what, int limit, long waitMillis) {
    this.places = new FairPool(what, limit, waitMillis);
  }

  /** The result of {@code step}, which begins when there is room for it. */
  public <T> Future<T> enter(Supplier<Future<T>> step) {
    return places.holding(1, step);
  }
}
