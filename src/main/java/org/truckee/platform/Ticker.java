package org.truckee.platform;

import java.util.concurrent.TimeUnit;

/** Time as it passes, whatever the clock on the wall is set to; a test has one of its own. */
@FunctionalInterface
public interface Ticker {
  /** The ticker of this machine. */
  Ticker SYSTEM = System::nanoTime;

  /** The nanoseconds since some moment that stays the same. */
  long nanos();

  /** The milliseconds since {@code nanos} were told. */
  default long millisSince(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos() - nanos);
  }
}
