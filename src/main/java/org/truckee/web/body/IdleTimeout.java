package org.truckee.web.body;

import java.util.concurrent.TimeUnit;
import org.truckee.platform.Timers;

/**
 * Notices a sender that falls silent for too long while bytes are expected, or sends so few that it
 * is as good as silent. Event loop only.
 */
final class IdleTimeout {
  /** The least bytes per second: those of an early modem. */
  private static final int LEAST_BYTES_PER_SECOND = 100;

  private final Timers timers;
  private final long nanos;
  private final long least;
  private long heard;
  private final Runnable tooLong;
  private boolean expecting;
  private boolean ended;
  private long since;
  private boolean looking;
  private Runnable stopTimer = () -> {};

  /** Runs {@code tooLong}, once, after a silence of {@code millis}. */
  IdleTimeout(Timers timers, int millis, Runnable tooLong) {
    this.timers = timers;
    this.nanos = TimeUnit.MILLISECONDS.toNanos(millis);
    this.least = Math.max(1, millis * (long) LEAST_BYTES_PER_SECOND / 1000);
    this.tooLong = tooLong;
  }

  /** Expects bytes from now on. */
  void expect() {
    if (ended || expecting) return;
    expecting = true;
    heard = 0;
    since = timers.nanos();
    if (!looking) look(nanos);
  }

  /** Notes that {@code bytes} bytes came. */
  void heard(int bytes) {
    heard += bytes;
    if (heard < least) return;
    heard = 0;
    since = timers.nanos();
  }

  /** Notes that the sender is held back, and may be silent. */
  void rest() {
    expecting = false;
  }

  /** Expects nothing any more. */
  void end() {
    expecting = false;
    ended = true;
    stopTimer.run();
  }

  /** Sets one timer for all bytes: most of them come soon. */
  private void look(long nanosFromNow) {
    long millis = TimeUnit.NANOSECONDS.toMillis(nanosFromNow) + 1;
    looking = true;
    stopTimer = timers.in(millis, this::look);
  }

  private void look() {
    looking = false;
    if (!expecting) return;
    long left = nanos - (timers.nanos() - since);
    if (left > 0) {
      look(left);
    } else {
      end();
      tooLong.run();
    }
  }
}
