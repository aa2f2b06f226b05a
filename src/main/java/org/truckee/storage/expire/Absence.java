package org.truckee.storage.expire;

import java.time.Duration;
import java.time.Instant;

/**
 * A time in which clients could not renew their leases, or in which nobody knows what time it was.
 *
 * @param since the last moment before it
 * @param up the time in service after it
 */
public record Absence(Instant since, Duration up) {
  /** The least time in service before anything goes again. */
  private static final Duration LEAST = Duration.ofDays(3);

  /**
   * The time in service that is still needed: as much as the absence took, and some days at least.
   * A clock that is set right later also puts the length of the absence right.
   */
  Duration left(Instant now) {
    Duration away = Duration.between(since, now.minus(up));
    Duration needed = away.compareTo(LEAST) > 0 ? away : LEAST;
    return needed.minus(up);
  }

  /** Tells whether time in service is still needed. */
  boolean counts(Instant now) {
    return left(now).compareTo(Duration.ZERO) > 0;
  }

  /** The same with more time in service. */
  Absence after(Duration more) {
    return new Absence(since, up.plus(more));
  }
}
