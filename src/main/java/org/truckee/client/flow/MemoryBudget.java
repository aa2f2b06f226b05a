package org.truckee.client.flow;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * The bytes that all transfers of a gateway together may hold in memory. Whoever wants some waits
 * until others have given back enough, in the order of asking. A request that is larger than the
 * whole budget is served alone. Thread-safe.
 */
public final class MemoryBudget {
  private record Waiting(long bytes, Promise<Void> granted) {}

  private final long limit;
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private long used;

  public MemoryBudget(long limit) {
    if (limit < 1) throw new IllegalArgumentException("memory budget of " + limit);
    this.limit = limit;
  }

  /** Completes when {@code bytes} may be held; they must be given back by {@link #release}. */
  public Future<Void> acquire(long bytes) {
    synchronized (this) {
      if (!waiting.isEmpty() || !fits(bytes)) {
        Promise<Void> granted = Promise.promise();
        waiting.add(new Waiting(bytes, granted));
        return granted.future();
      }
      used += bytes;
    }
    return Future.succeededFuture();
  }

  /**
   * What {@code step} gives; it begins when {@code bytes} may be held, and holds them till then.
   */
  public <T> Future<T> holding(long bytes, Supplier<Future<T>> step) {
    return acquire(bytes).compose(granted -> step.get()).onComplete(done -> release(bytes));
  }

  /** Takes {@code bytes} if they may be held at once and nobody waits; tells whether they were. */
  public synchronized boolean tryAcquire(long bytes) {
    boolean free = waiting.isEmpty() && fits(bytes);
    if (free) used += bytes;
    return free;
  }

  /** Gives back {@code bytes}. */
  public void release(long bytes) {
    Queue<Waiting> next = new ArrayDeque<>();
    synchronized (this) {
      used -= bytes;
      if (used < 0) throw new IllegalStateException("more was given back than taken");
      while (!waiting.isEmpty() && fits(waiting.peek().bytes())) {
        used += waiting.peek().bytes();
        next.add(waiting.remove());
      }
    }
    next.forEach(request -> request.granted().complete());
  }

  /** The bytes that are held now. */
  public synchronized long used() {
    return used;
  }

  private boolean fits(long bytes) {
    return used == 0 || used + bytes <= limit;
  }
}
