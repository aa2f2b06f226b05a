package org.truckee.client.ask;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/**
 * Questions to as many sources as answers are wanted. A source that fails is replaced by the next
 * one, and the next one is asked beside a source that is slow; the answer that comes first counts,
 * and a superfluous one is kept for the next wish. Event loop only.
 */
public final class HedgedQuestions<S, A> {
  private final AskPolicy policy;
  private final AnswerSource<S, A> sources;
  private final Deque<Promise<A>> wanted = new ArrayDeque<>();
  private final Queue<A> kept = new ArrayDeque<>();
  private final Set<S> prompt = new LinkedHashSet<>();
  private final Set<S> slow = new LinkedHashSet<>();
  private int seeking;

  /** Questions to {@code sources}, none of which is asked yet. */
  public HedgedQuestions(AskPolicy policy, AnswerSource<S, A> sources) {
    this.policy = policy;
    this.sources = sources;
  }

  /** One more good answer; fails as {@link AnswerSource#next} does if no source is left. */
  public Future<A> another() {
    if (!kept.isEmpty()) return Future.succeededFuture(kept.remove());
    Promise<A> promise = Promise.promise();
    wanted.add(promise);
    seekIfShort(policy.millis());
    return promise.future();
  }

  /** {@code count} more good answers, in the order in which they come. */
  public Future<List<A>> several(int count) {
    List<Future<A>> answers = new ArrayList<>();
    for (int i = 0; i < count; i++) answers.add(another());
    return Future.all(answers).map(all -> all.list());
  }

  /** Returns whether fewer sources are asked, and not slow, than answers are wanted. */
  public boolean isShort() {
    return prompt.size() < wanted.size();
  }

  /** The sources with an open question, the slow ones first. */
  public Set<S> pending() {
    Set<S> pending = new LinkedHashSet<>(slow);
    pending.addAll(prompt);
    return pending;
  }

  private void seekIfShort(long patienceMillis) {
    if (prompt.size() + seeking >= wanted.size()) return;
    seeking++;
    sources
        .next()
        .onComplete(
            found -> {
              seeking--;
              if (found.succeeded()) ask(found.result(), patienceMillis);
              else failHopeless(found.cause());
            });
  }

  private void ask(S source, long patienceMillis) {
    prompt.add(source);
    Runnable inTime = policy.timers().in(patienceMillis, () -> askBeside(source, patienceMillis));
    sources
        .ask(source)
        .onComplete(
            answer -> {
              inTime.run();
              if (!prompt.remove(source)) slow.remove(source);
              if (answer.succeeded()) handOut(source, answer.result());
              else replace(source, answer.cause(), patienceMillis);
            });
  }

  private void askBeside(S source, long patienceMillis) {
    prompt.remove(source);
    slow.add(source);
    sources.slow(source);
    seekIfShort(policy.growth() * patienceMillis);
  }

  private void replace(S source, Throwable failure, long patienceMillis) {
    sources.lost(source, failure);
    seekIfShort(patienceMillis);
  }

  private void handOut(S source, A answer) {
    if (wanted.isEmpty()) kept.add(answer);
    else wanted.remove().complete(answer);
    sources.answered(source);
  }

  /** Fails those wishes, the latest first, that no question under way can fulfil. */
  private void failHopeless(Throwable none) {
    int hopes = prompt.size() + seeking + (policy.awaitsSlow() ? slow.size() : 0);
    List<Promise<A>> hopeless = new ArrayList<>();
    while (wanted.size() > hopes) hopeless.add(wanted.removeLast());
    hopeless.forEach(promise -> promise.fail(none));
  }
}
