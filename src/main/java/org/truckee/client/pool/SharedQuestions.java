package org.truckee.client.pool;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.truckee.platform.ContextBound;
import org.truckee.platform.Timers;

/**
 * Equal questions of several requests, put once for all of them. A request never shares a question
 * that was put before the request came, so its answer is as new as that to a question of its own:
 * requests that come while a question is under way share the next one. That one is put when the
 * answer is there, or after a short while. The requests of each {@link Client} have questions of
 * their own, since a question takes its client's turns. Thread-safe.
 *
 * @param <K> the key of what is asked for
 * @param <V> the answer, which several threads may read
 */
public final class SharedQuestions<K, V> {
  /** The longest time for which a question waits for the answer to the one before. */
  static final long MOST_MILLIS = 10;

  private final Timers timers;
  private final Map<Key<K>, Line<V>> lines = new HashMap<>();

  private record Key<K>(K asked, Client client) {}

  /** The questions for one key. Its fields are guarded by the map. */
  private static final class Line<V> {
    private int underWay;
    private Question<V> next;
  }

  /** One question, which is put on the context of the first request that shares it. */
  private static final class Question<V> {
    private final Supplier<Future<V>> text;
    private final ContextInternal context = ContextInternal.current();
    private final Promise<V> answer = Promise.promise();

    Question(Supplier<Future<V>> text) {
      this.text = text;
    }

    void put(Runnable end) {
      if (context == null || context == ContextInternal.current()) putHere(end);
      else context.runOnContext(now -> putHere(end));
    }

    private void putHere(Runnable end) {
      Future.succeededFuture()
          .compose(now -> text.get())
          .onComplete(answered -> end.run())
          .onComplete(answer);
    }
  }

  /** Questions that wait for no longer than {@code timers} tell. */
  public SharedQuestions(Timers timers) {
    this.timers = timers;
  }

  /** The answer to {@code question}, or to an equal one that is put after this call. */
  public Future<V> ask(K asked, Supplier<Future<V>> question) {
    Key<K> key = new Key<>(asked, Client.current());
    Question<V> shared;
    boolean first;
    boolean idle;
    synchronized (lines) {
      Line<V> line = lines.computeIfAbsent(key, none -> new Line<>());
      first = line.next == null;
      if (first) line.next = new Question<>(question);
      shared = line.next;
      idle = line.underWay == 0;
    }
    if (idle) begin(key, shared);
    else if (first) limitWait(key, shared);
    return ContextBound.of(shared.answer.future());
  }

  private void limitWait(Key<K> key, Question<V> shared) {
    Runnable timer = timers.in(MOST_MILLIS, () -> begin(key, shared));
    shared.answer.future().onComplete(answered -> timer.run());
  }

  /** Puts {@code question}, unless that was done already; later requests share the one after it. */
  private void begin(Key<K> key, Question<V> question) {
    synchronized (lines) {
      Line<V> line = lines.get(key);
      if (line == null || line.next != question) return;
      line.next = null;
      line.underWay++;
    }
    question.put(() -> end(key));
  }

  private void end(Key<K> key) {
    Question<V> next;
    synchronized (lines) {
      Line<V> line = lines.get(key);
      line.underWay--;
      next = line.next;
      if (line.underWay == 0 && next == null) lines.remove(key);
    }
    if (next != null) begin(key, next);
  }
}
