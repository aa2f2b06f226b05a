package org.truckee.client.upkeep;

import io.vertx.core.Future;
import java.util.function.Supplier;
import org.truckee.GridException;
import org.truckee.client.pool.KeyedQueue;
import org.truckee.client.upkeep.plan.UpkeepPace;
import org.truckee.platform.Timers;

/**
 * The pace of upkeep, and the wish that it stops: each step asks for its turn before it begins.
 * Thread-safe.
 */
final class PacedWork {
  private static final String HEAVY = "repair";

  private final KeyedQueue<String> queue = new KeyedQueue<>();
  private final Timers timers;
  private final UpkeepPace pace;
  private volatile boolean stopped;

  PacedWork(Timers timers, UpkeepPace pace) {
    this.timers = timers;
    this.pace = pace;
  }

  /** Lets no further step begin, or lets them begin again. */
  void stop(boolean on) {
    stopped = on;
  }

  /** Returns whether no further step is to begin. */
  boolean isStopped() {
    return stopped;
  }

  /** Completes when a step that moves {@code bytes} may begin; fails if none may any more. */
  Future<Void> turn(long bytes) {
    if (stopped) return Future.failedFuture(stopping());
    long wait = pace.take(bytes, timers.nanos());
    return wait == 0
        ? Future.succeededFuture()
        : timers
            .pause(wait)
            .compose(
                waited -> stopped ? Future.failedFuture(stopping()) : Future.succeededFuture());
  }

  /** The same, at once if there are no bytes: for a thing that has had its turn. */
  Future<Void> moving(long bytes) {
    return bytes == 0 ? Future.succeededFuture() : turn(bytes);
  }

  /**
   * The outcome of {@code step}, which moves {@code bytes}, and begins when no other such step is
   * under way.
   */
  <T> Future<T> alone(long bytes, Supplier<Future<T>> step) {
    return queue.next(HEAVY, () -> turn(bytes).compose(mine -> step.get()));
  }

  private static GridException stopping() {
    return new GridException(GridException.Kind.BUSY, "upkeep is being stopped");
  }
}
