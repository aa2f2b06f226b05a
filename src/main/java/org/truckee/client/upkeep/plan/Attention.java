package org.truckee.client.upkeep.plan;

import java.time.Instant;
import java.util.Objects;
import org.truckee.client.check.CheckOptions;

/**
 * The times when upkeep last did something for a thing; 1970 for never.
 *
 * @param seen when the last walk that came by it began
 * @param renewed when its leases were renewed
 * @param checked when servers were asked for its shares
 * @param verified when every byte of its shares was read
 * @param thinSince when it was stored on fewer servers than there are, and is not on more yet
 */
public record Attention(
    Instant seen, Instant renewed, Instant checked, Instant verified, Instant thinSince) {
  /** Checks that all are there. */
  public Attention {
    Objects.requireNonNull(seen, "seen");
    Objects.requireNonNull(renewed, "renewed");
    Objects.requireNonNull(checked, "checked");
    Objects.requireNonNull(verified, "verified");
    Objects.requireNonNull(thinSince, "thinSince");
  }

  /** Returns whether it was stored on fewer servers than there are, not long ago. */
  public boolean isThin() {
    return thinSince.isAfter(Instant.EPOCH);
  }

  /**
   * The times after a check with {@code done}, which reached a share or did not, and found the
   * thing on as many servers as can be, or not.
   */
  Attention after(CheckOptions done, boolean reached, boolean wide, Instant now) {
    boolean given = wide || CareSchedule.isPast(thinSince, CareSchedule.CHECK, now);
    return new Attention(
        seen,
        done.addLease() && reached ? now : renewed,
        now,
        done.verify() && reached ? now : verified,
        given ? Instant.EPOCH : thinSince);
  }
}
