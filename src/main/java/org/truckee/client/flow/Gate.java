package org.truckee.client.flow;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * Lets so many steps be under way at the same time and no more; the others wait, in the order of
 * asking. Thread-safe.
 */
public final class Gate {
  private final int limit;
  private final Queue<Promise<Void>> waiting = new ArrayDeque<>();
  private int inside;

  /** Lets {@code limit} steps in at a time. */
  public Gate(int limit) {
    if (limit < 1) throw new IllegalArgumentException("a gate for " + limit);
    this.limit = limit;
  }

  /** What {@code step} gives, which begins when there is room for it. */
  public <T> Future<T> enter(Supplier<Future<T>> step) {
    return room().compose(mine -> step.get()).onComplete(done -> leave());
  }

  private synchronized Future<Void> room() {
    if (inside < limit) {
      inside++;
      return Future.succeededFuture();
    }
    Promise<Void> place = Promise.promise();
    waiting.add(place);
    return place.future();
  }

  /** Gives the place to whoever waits longest. */
  private void leave() {
    Promise<Void> next;
    synchronized (this) {
      next = waiting.poll();
      if (next == null) inside--;
    }
    if (next != null) next.complete();
  }
}
