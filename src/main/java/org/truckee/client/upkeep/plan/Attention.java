package org.truckee.client.upkeep.plan;

import java.time.Instant;
import java.util.Objects;

/**
 * The times when upkeep last did something for a thing; 1970 for never.
 *
 * @param seen when the last walk that came by it began
 * @param renewed when its leases were renewed
 * @param checked when servers were asked for its shares
 * @param verified when every byte of its shares was read
 * @param audited when random blocks of its shares were read
 * @param thinSince when it was stored on fewer servers than there are, and is not on more yet
 */
public record Attention(
    Instant seen,
    Instant renewed,
    Instant checked,
    Instant verified,
    Instant audited,
    Instant thinSince) {
  /** Checks that all are there. */
  public Attention {
    Objects.requireNonNull(seen, "seen");
    Objects.requireNonNull(renewed, "renewed");
    Objects.requireNonNull(checked, "checked");
    Objects.requireNonNull(verified, "verified");
    Objects.requireNonNull(audited, "audited");
    Objects.requireNonNull(thinSince, "thinSince");
  }

  /** Returns whether it was stored on fewer servers than there are, not long ago. */
  public boolean isThin() {
    return thinSince.isAfter(Instant.EPOCH);
  }

  /**
   * The outcome of a check.
   *
   * @param reached whether it reached a share
   * @param doubtful whether the next check has to read every byte, too
   * @param wide whether the thing is on as many servers as can be
   */
  record Outcome(boolean reached, boolean doubtful, boolean wide) {}
}
