package org.truckee.protocol;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.truckee.GridException;
import org.truckee.Subject;

/** The failure of a client that did more than it may in a time, with the time to wait. */
public final class OverLimit extends GridException {
  private static final long serialVersionUID = 1L;
  private static final long NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int MINUTES_FROM = 120;

  private final long seconds;

  /**
   * One of a client that must wait for {@code nanos}; {@code rule} is the clause that says what it
   * may do.
   */
  public OverLimit(String rule, long nanos) {
    super(
        Kind.TOO_OFTEN, Subject.NONE, List.of(rule, "try again in " + words(seconds(nanos))), null);
    this.seconds = seconds(nanos);
  }

  private static long seconds(long nanos) {
    return Math.max(1, (nanos + NANOS - 1) / NANOS);
  }

  private static String words(long seconds) {
    if (seconds == 1) return "1 second";
    return seconds < MINUTES_FROM ? seconds + " seconds" : (seconds + 59) / 60 + " minutes";
  }

  /** The time to wait, in whole seconds. */
  public long seconds() {
    return seconds;
  }
}
