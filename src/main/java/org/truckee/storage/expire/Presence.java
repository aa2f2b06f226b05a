package org.truckee.storage.expire;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The server's time in service, which says whether shares may go. After the server was away, its
 * clients get at least as long to renew their leases; after its clock jumped, nobody knows which of
 * the two times is right. A restart of up to an hour is no absence. Nothing else can move the ends
 * of leases: a clock that jumps by years lets nothing go.
 */
public record Presence(Instant seen, Optional<Absence> absence) {
  /** The most by which the clock may differ from the time that has passed. */
  private static final Duration DOUBT = Duration.ofHours(1);

  /** The presence of a server of which nothing is known, as after an absence. */
  public static Presence first(Instant now) {
    return new Presence(now, Optional.of(new Absence(now, Duration.ZERO)));
  }

  /**
   * The presence at {@code now}, when {@code passed} have passed since it was seen; at a start that
   * is nothing, since nobody measured it.
   */
  public Presence at(Instant now, Duration passed) {
    if (jumps(now, passed))
      return new Presence(
          now, Optional.of(new Absence(absence.map(Absence::since).orElse(seen), Duration.ZERO)));
    return new Presence(
        now, absence.map(before -> before.after(passed)).filter(still -> still.counts(now)));
  }

  /** Tells whether the clock says {@code now} although another time has passed. */
  public boolean jumps(Instant now, Duration passed) {
    Duration difference = Duration.between(seen, now).minus(passed);
    return difference.abs().compareTo(DOUBT) > 0;
  }

  /** The moment before which nothing goes; empty if shares may go. */
  public Optional<Instant> heldUntil() {
    return absence.map(still -> seen.plus(still.left(seen)));
  }
}
