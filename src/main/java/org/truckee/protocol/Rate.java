package org.truckee.protocol;

import java.time.Duration;

/**
 * The most of something in a time: all of it at once, or little by little.
 *
 * @param amount the most, which is never more than one for each nanosecond of the time
 * @param period the time
 */
public record Rate(long amount, Duration period) {
  /** Checks both. */
  public Rate {
    if (amount < 1 || period.toNanos() < amount)
      throw new IllegalArgumentException(amount + " in " + period);
  }
}
