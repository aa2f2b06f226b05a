package org.truckee.platform.measure;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.truckee.platform.Ticker;

/**
 * The last answer to a question that costs something, and that monitors ask often: it is asked anew
 * when the answer has become old, one question at a time, and the old answer serves meanwhile. Only
 * those wait who come before the first answer. Thread-safe.
 *
 * @param <T> the answers
 */
public final class LastAnswer<T> {
  private final Supplier<Future<T>> question;
  private final Ticker ticker;
  private final long nanos;
  private Optional<Future<T>> last = Optional.empty();
  private Optional<Future<T>> underWay = Optional.empty();
  private long answered;

  /** The answers to {@code question}, each of which is good for {@code seconds}. */
  public LastAnswer(Supplier<Future<T>> question, Ticker ticker, long seconds) {
    this.question = question;
    this.ticker = ticker;
    this.nanos = TimeUnit.SECONDS.toNanos(seconds);
  }

  /** An answer that was good a while ago at the latest. */
  public synchronized Future<T> get() {
    if (last.isPresent() && ticker.nanos() - answered < nanos) return last.get();
    Future<T> next = underWay.orElseGet(this::ask);
    return last.orElse(next);
  }

  private Future<T> ask() {
    Future<T> answer = question.get();
    underWay = Optional.of(answer);
    return answer.onComplete(done -> note(answer));
  }

  private synchronized void note(Future<T> answer) {
    underWay = Optional.empty();
    if (answer.failed()) return;
    last = Optional.of(answer);
    answered = ticker.nanos();
  }
}
