package org.truckee.client.pool;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Lets what concerns the same thing happen one after the other, and different things at the same
 * time. Thread-safe.
 */
public final class KeyedQueue<K> {
  private final Map<K, Future<Void>> latest = new HashMap<>();

  /**
   * What {@code step} gives, once all that was asked for {@code key} before has ended, well or not.
   */
  public <T> Future<T> next(K key, Supplier<Future<T>> step) {
    Promise<Void> ended = Promise.promise();
    Future<Void> before;
    synchronized (latest) {
      before = latest.put(key, ended.future());
    }
    Future<Void> turn = before == null ? Future.succeededFuture() : here(before);
    Future<T> result = turn.compose(mine -> step.get());
    return result.onComplete(done -> end(key, ended));
  }

  /** Completes, where it is asked for, when {@code before} has ended. */
  private static Future<Void> here(Future<Void> before) {
    ContextInternal context = ContextInternal.current();
    Promise<Void> turn = context == null ? Promise.promise() : context.promise();
    before.onComplete(done -> turn.complete());
    return turn.future();
  }

  private void end(K key, Promise<Void> ended) {
    synchronized (latest) {
      latest.remove(key, ended.future());
    }
    ended.complete();
  }
}
