package org.truckee.client.upkeep.plan;

import java.time.Duration;
import java.time.Instant;

/**
 * The times at which things are due. A time in the future stands for one by another clock, and
 * counts as long past.
 */
public final class CareSchedule {
  /** The time from one walk of a root to the next. */
  public static final Duration WALK = Duration.ofDays(7);

  /** The time from one renewal to the next: leases last 31 days. */
  static final Duration RENEWAL = Duration.ofDays(7);

  /** The time from one audit to the next. */
  static final Duration AUDIT = Duration.ofDays(7);

  /** The time from one reading of all shares to the next. */
  static final Duration VERIFICATION = Duration.ofDays(90);

  /** The time from one question for shares to the next. */
  static final Duration CHECK = Duration.ofDays(1);

  /**
   * A check that comes so much before a renewal is due renews, since the next one would be late.
   */
  private static final Duration SLACK = Duration.ofHours(12);

  /** The time after which a file that was stored on too few servers is first looked at. */
  public static final Duration THIN = Duration.ofMinutes(20);

  /** The time after which such a file is one like all others. */
  public static final Duration THIN_END = Duration.ofDays(1);

  /** The longest time before which a due time makes sense. */
  public static final Duration FURTHEST = Duration.ofDays(9);

  /** The part of the time between two checks by which chance brings the next one forward. */
  private static final double JITTER = 0.05;

  private CareSchedule() {}

  /** The care that a thing gets, now that it is due for some. */
  public static DueCare of(Attention given, Instant now) {
    boolean verify = isPast(given.verified(), VERIFICATION, now);
    return new DueCare(
        verify,
        isPast(given.renewed(), RENEWAL.minus(SLACK), now),
        !verify && isPast(given.audited(), AUDIT.minus(SLACK), now));
  }

  /** Returns whether a root is to be walked that was walked, or tried in vain, at {@code last}. */
  public static boolean isWalkDue(Instant last, boolean whole, Instant now) {
    return isPast(last, whole ? WALK : CHECK, now);
  }

  /** Returns whether {@code interval} has passed since {@code last}. */
  static boolean isPast(Instant last, Duration interval, Instant now) {
    return last.isAfter(now) || !last.plus(interval).isAfter(now);
  }

  /**
   * The time for the next look at a thing that was looked at {@code now}. One that has too few
   * shares is looked at when it would be repaired; the others a day later, or by {@code chance}
   * from 0 to 1 a little before. One that was stored on too few servers is looked at ever more
   * rarely.
   */
  static Instant next(Attention given, Condition condition, Instant now, double chance) {
    if (given.isThin()) return now.plus(sooner(Duration.between(given.thinSince(), now)));
    Instant usual = early(CHECK, now, chance);
    if (!condition.isLow()) return usual;
    Instant judgement = RepairRule.repairAt(condition);
    return judgement.isAfter(now) ? judgement : usual;
  }

  /** The end of {@code interval} from {@code now} on, or by {@code chance} a little before. */
  static Instant early(Duration interval, Instant now, double chance) {
    return now.plusSeconds((long) (interval.toSeconds() * (1 - JITTER * chance)));
  }

  /** The times of care for a thing after {@code done}, with that outcome. */
  static Attention after(Attention before, DueCare done, Attention.Outcome outcome, Instant now) {
    boolean wide = outcome.wide() || isPast(before.thinSince(), THIN_END, now);
    boolean read = done.verify() && outcome.reached();
    return new Attention(
        before.seen(),
        done.renew() && outcome.reached() ? now : before.renewed(),
        now,
        outcome.doubtful() ? Instant.EPOCH : read ? now : before.verified(),
        done.audit() || done.verify() ? now : before.audited(),
        wide ? Instant.EPOCH : before.thinSince());
  }

  private static Duration sooner(Duration since) {
    return since.compareTo(THIN) < 0 ? THIN : since;
  }
}
