package org.truckee.client.server.connection;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.truckee.platform.ContextBound;
import org.truckee.platform.Timers;

/**
 * Asks one server now and then whether it is there, never twice at the same time. As long as it is
 * suspected, the next time comes soon, and then ever more seldom. Thread-safe.
 */
public final class Poll {
  private static final long FIRST_RETRY_MILLIS = 500;
  private static final long LAST_RETRY_MILLIS = TimeUnit.SECONDS.toMillis(5);

  /** A time longer than a refused or broken connection takes. */
  private static final long LONG_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /**
   * The longest pause for a server that never answered; a new announcement has it asked at once.
   */
  private static final long RAREST_RETRY_MILLIS = TimeUnit.MINUTES.toMillis(10);

  private final Timers timers;
  private final ServerHealth health;
  private final Supplier<Future<Void>> question;
  private final AtomicReference<Future<Void>> underWay = new AtomicReference<>();
  private volatile long retryMillis = FIRST_RETRY_MILLIS;
  private volatile Runnable stopTimer = () -> {};
  private volatile boolean intended;
  private volatile boolean closed;
  private volatile boolean inVain;
  private volatile long askedAt;

  /** Asks {@code question}, and notes in {@code health} if it is answered. */
  public Poll(Timers timers, ServerHealth health, Supplier<Future<Void>> question) {
    this.timers = timers;
    this.health = health;
    this.question = question;
    health.onSuspicion(this::look);
  }

  /** Polls after a suspicion has just begun. */
  private void look() {
    inVain = false;
    now();
  }

  /** Returns whether a poll was waited for in vain since the suspicion began. */
  public boolean wasInVain() {
    return inVain;
  }

  /** Asks now; completes with a poll that is under way already. */
  public Future<Void> now() {
    Promise<Void> mine = Promise.promise();
    Future<Void> other = underWay.compareAndExchange(null, mine.future());
    if (other != null) return ContextBound.of(other);
    askedAt = timers.nanos();
    Future<Void> asked = question.get();
    asked.onComplete(answer -> end(asked, mine));
    return ContextBound.of(mine.future());
  }

  private void end(Future<Void> answer, Promise<Void> mine) {
    underWay.set(null);
    inVain = answer.failed() && timers.nanos() - askedAt > LONG_NANOS;
    if (answer.succeeded()) health.polled();
    if (answer.succeeded() && !health.suspected()) {
      retryMillis = FIRST_RETRY_MILLIS;
    } else {
      in(retryMillis);
      retryMillis =
          Math.min(health.isUnproven() ? RAREST_RETRY_MILLIS : LAST_RETRY_MILLIS, 2 * retryMillis);
    }
    if (answer.succeeded()) mine.complete();
    else mine.fail(answer.cause());
  }

  /** Asks in {@code millis}, in place of an earlier intention. */
  public void in(long millis) {
    stopTimer.run();
    intended = !closed;
    if (!closed) stopTimer = timers.in(millis, this::again);
  }

  private void again() {
    intended = false;
    now();
  }

  /** Returns whether another poll is due. */
  public boolean isIntended() {
    return intended;
  }

  /** Asks no more. */
  public void close() {
    closed = true;
    stopTimer.run();
  }
}
