package org.truckee.web.body;

import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/** Notices when a sender falls silent for too long while more is waited for. Event loop only. */
final class Silence {
  private final Vertx vertx;
  private final long nanos;
  private final Runnable tooLong;
  private boolean expecting;
  private boolean ended;
  private long since;
  private long timer = -1;

  /** Runs {@code tooLong}, once, after a silence of {@code millis}. */
  Silence(Vertx vertx, int millis, Runnable tooLong) {
    this.vertx = vertx;
    this.nanos = TimeUnit.MILLISECONDS.toNanos(millis);
    this.tooLong = tooLong;
  }

  /** From now on, more is waited for. */
  void expect() {
    if (ended || expecting) return;
    expecting = true;
    since = System.nanoTime();
    if (timer < 0) look(nanos);
  }

  /** Something came. */
  void heard() {
    since = System.nanoTime();
  }

  /** Whoever sends is held back, and may be silent. */
  void rest() {
    expecting = false;
  }

  /** Nothing is waited for any more. */
  void end() {
    expecting = false;
    ended = true;
    vertx.cancelTimer(timer);
  }

  /** One timer for all that comes: most of it comes soon. */
  private void look(long nanosFromNow) {
    long millis = TimeUnit.NANOSECONDS.toMillis(nanosFromNow) + 1;
    timer = vertx.setTimer(millis, later -> look());
  }

  private void look() {
    timer = -1;
    if (!expecting) return;
    long left = nanos - (System.nanoTime() - since);
    if (left > 0) {
      look(left);
    } else {
      end();
      tooLong.run();
    }
  }
}
