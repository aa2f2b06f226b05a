package org.truckee.storage.expire;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The rules by which leases end, and with them shares; source: Tahoe's garbage-collection.rst.
 *
 * @param enabled whether shares go; otherwise those that would are counted
 * @param mode the way to tell whether a lease holds
 * @param override the time that every lease lasts in place of its own, only by age
 * @param cutoff the date since which a lease must have been granted, only by date
 * @param kinds the kinds of shares that may go
 */
public record ExpirePolicy(
    boolean enabled,
    ExpireMode mode,
    Optional<Duration> override,
    Optional<Instant> cutoff,
    Set<ShareKind> kinds) {
  /** The policy of a server that is told nothing else: nothing goes. */
  public static final ExpirePolicy USUAL =
      new ExpirePolicy(
          false,
          ExpireMode.AGE,
          Optional.empty(),
          Optional.empty(),
          EnumSet.allOf(ShareKind.class));

  /** The time for which clients are granted a lease, from which its grant follows. */
  static final Duration GRANTED = Duration.ofDays(31);

  /** Checks that what belongs to a mode is there, and nothing that belongs to the other one. */
  public ExpirePolicy {
    kinds = Set.copyOf(kinds);
    boolean byDate = mode == ExpireMode.CUTOFF_DATE;
    if (cutoff.isPresent() != byDate || (byDate && override.isPresent()))
      throw new IllegalArgumentException("mode " + mode + " has " + override + " and " + cutoff);
  }

  /**
   * Tells whether a lease until {@code expiration}, in seconds since 1970, holds a share of {@code
   * kind}. A date that is still to come ends nothing: a mistyped year must not cost every share.
   */
  public boolean holds(long expiration, ShareKind kind, Instant now) {
    if (!kinds.contains(kind)) return true;
    Instant end = Instant.ofEpochSecond(expiration);
    Instant granted = end.minus(GRANTED);
    if (cutoff.isPresent()) return cutoff.get().isAfter(now) || !granted.isBefore(cutoff.get());
    if (override.isPresent()) return !granted.plus(override.get()).isBefore(now);
    return !end.isBefore(now);
  }
}
