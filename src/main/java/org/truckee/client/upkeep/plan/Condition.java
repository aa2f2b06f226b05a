package org.truckee.client.upkeep.plan;

import java.time.Instant;
import java.util.Objects;

/**
 * The health of a thing, as its last check found it, with what that means for a repair.
 *
 * @param good how many different good shares there are
 * @param needed how many of them it takes to read it; 0 before the first check
 * @param expected how many there should be
 * @param happiness the safety of their spread over servers
 * @param lowSince the first of the checks, without a better one in between, that found too few
 *     shares; 1970 if there are enough
 * @param failedRepairs how many repairs in a row did not help
 */
public record Condition(
    int good, int needed, int expected, int happiness, Instant lowSince, int failedRepairs) {
  /** The condition of a thing that was never checked. */
  public static final Condition UNKNOWN = new Condition(0, 0, 0, 0, Instant.EPOCH, 0);

  /** Checks that there is a time. */
  public Condition {
    Objects.requireNonNull(lowSince, "lowSince");
  }

  /** Returns whether it has too few shares. */
  public boolean isLow() {
    return lowSince.isAfter(Instant.EPOCH);
  }

  /** The condition after a repair at {@code now} that failed. */
  public Condition afterVainRepair(Instant now) {
    return new Condition(good, needed, expected, happiness, now, failedRepairs + 1);
  }

  /** Returns whether it can be read. */
  public boolean isRecoverable() {
    return good >= needed;
  }
}
