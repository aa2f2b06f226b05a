package org.truckee.web.body;

import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/**
 * Notices when a sender falls silent for too long while more is waited for, or sends so little that
 * it is as good as silent. Event loop only.
 */
final class IdleTimeout {
  /** As little as a modem of the first years carried. */
  private static final int LEAST_BYTES_PER_SECOND = 100;

  private final Vertx vertx;
  private final long nanos;
  private final long least;
  private long heard;
  private final Runnable tooLong;
  private boolean expecting;
  private boolean ended;
  private long since;
  private long timer = -1;

  /** Runs {@code tooLong}, once, after a silence of {@code millis}. */
  IdleTimeout(Vertx vertx, int millis, Runnable tooLong) {
    this.vertx = vertx;
    this.nanos = TimeUnit.MILLISECONDS.toNanos(millis);
    this.least = Math.max(1, millis * (long) LEAST_BYTES_PER_SECOND / 1000);
    this.tooLong = tooLong;
  }

  /** From now on, more is waited for. */
  void expect() {
    if (ended || expecting) return;
    expecting = true;
    heard = 0;
    since = System.nanoTime();
    if (timer < 0) look(nanos);
  }

  /** Something came, of {@code bytes} bytes. */
  void heard(int bytes) {
    heard += bytes;
    if (heard < least) return;
    heard = 0;
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
