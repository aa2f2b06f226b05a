package org.truckee.client.pool;

import io.vertx.core.Future;
import io.vertx.core.Promise;
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
    Future<Void> turn = before == null ? Future.succeededFuture() : ContextBound.of(before);
    Future<T> result = turn.compose(mine -> step.get());
    return result.onComplete(done -> end(key, ended));
  }

  private void end(K key, Promise<Void> ended) {
    synchronized (latest) {
      latest.remove(key, ended.future());
    }
    ended.complete();
  }
}
