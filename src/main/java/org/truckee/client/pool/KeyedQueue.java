package org.truckee.client.pool;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;
import org.truckee.platform.ContextBound;

/**
 * Steps for one key one after the other, in the order in which they were asked for, and steps for
 * different keys at the same time. The stack does not grow with the number of steps that wait.
 * Thread-safe.
 */
public final class KeyedQueue<K> {
  private final Map<K, Line> lines = new HashMap<>();

  /** The steps that wait for one key. Its fields are guarded by the map. */
  private static final class Line {
    private final Queue<Promise<Void>> waiting = new ArrayDeque<>();
    private boolean busy;
    private boolean advancing;
  }

  /**
   * The result of {@code step}, which begins when all earlier steps for {@code key} have ended,
   * well or not.
   */
  public <T> Future<T> next(K key, Supplier<Future<T>> step) {
    Promise<Void> turn = Promise.promise();
    Future<T> result = ContextBound.of(turn.future()).compose(mine -> step.get());
    Future<T> left = result.onComplete(done -> leave(key));
    synchronized (lines) {
      lines.computeIfAbsent(key, none -> new Line()).waiting.add(turn);
    }
    advance(key);
    return left;
  }

  private void leave(K key) {
    synchronized (lines) {
      lines.get(key).busy = false;
    }
    advance(key);
  }

  /**
   * Begins steps until one takes its time; a step that ends meanwhile leaves the next one to this
   * loop.
   */
  private void advance(K key) {
    for (Promise<Void> turn = poll(key); turn != null; turn = poll(key)) {
      turn.complete();
      synchronized (lines) {
        lines.get(key).advancing = false;
      }
    }
  }

  private Promise<Void> poll(K key) {
    synchronized (lines) {
      Line line = lines.get(key);
      if (line == null || line.busy || line.advancing) return null;
      Promise<Void> turn = line.waiting.poll();
      if (turn == null) lines.remove(key);
      else line.busy = line.advancing = true;
      return turn;
    }
  }
}
