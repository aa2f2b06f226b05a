package org.truckee.client.upkeep.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.truckee.client.check.CheckResults;
import org.truckee.placement.EncodingParameters;

/**
 * The rule by which things are repaired: when too few shares are left, and two checks, a day or
 * more apart, say so. A server that is restarted is no reason for a repair.
 *
 * @param usual the encoding that {@code repairBelow} is meant for
 * @param repairBelow a file of that encoding with so many shares left, or fewer, is repaired; one
 *     of another encoding in proportion
 */
public record RepairRule(EncodingParameters usual, int repairBelow) {
  /** So many repairs in vain are more than an accident. */
  public static final int VAIN = 2;

  private static final Duration PATIENCE = Duration.ofHours(24);
  private static final int MOST_DOUBLINGS = 3;

  /** Checks that there is an encoding. */
  public RepairRule {
    Objects.requireNonNull(usual, "usual");
  }

  /** The number of shares, or the next lower one, at which a file of that encoding is repaired. */
  int threshold(int needed, int expected) {
    int usualSpare = usual.total() - usual.needed();
    if (usualSpare == 0) return expected;
    double part = Math.max(0, repairBelow - usual.needed()) / (double) usualSpare;
    return Math.min(expected, needed + (int) (part * (expected - needed) + 1e-9));
  }

  /** The condition after a check at {@code now} that found {@code results}. */
  public Condition judge(Condition before, CheckResults results, Instant now) {
    CheckResults.Counts counts = results.counts();
    boolean low =
        !results.health().healthy()
            && counts.good() <= threshold(counts.needed(), counts.expected());
    boolean known = before.isLow() && !before.lowSince().isAfter(now);
    return new Condition(
        counts.good(),
        counts.needed(),
        counts.expected(),
        results.health().happiness(),
        low ? (known ? before.lowSince() : now) : Instant.EPOCH,
        low ? before.failedRepairs() : 0);
  }

  /** The condition after a repair at {@code now} that left {@code results}. */
  public Condition repaired(Condition before, CheckResults results, Instant now) {
    Condition after = judge(before, results, now);
    return after.isLow() ? after.afterVainRepair(now) : after;
  }

  /** Returns whether a thing is to be repaired that was found in that condition {@code now}. */
  public static boolean isRepairDue(Condition found, Instant now) {
    return found.isLow() && found.isRecoverable() && !repairAt(found).isAfter(now);
  }

  /** The earliest time of a repair; twice as long after each one in vain. */
  static Instant repairAt(Condition low) {
    int doublings = Math.min(MOST_DOUBLINGS, low.failedRepairs());
    return low.lowSince().plus(PATIENCE.multipliedBy(1L << doublings));
  }
}
