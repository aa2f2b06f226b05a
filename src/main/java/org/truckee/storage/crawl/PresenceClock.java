package org.truckee.storage.crawl;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.truckee.platform.Ticker;
import org.truckee.storage.expire.Presence;

/**
 * The server's presence as time goes on: the clock on the wall is held against the time that passes
 * whatever that clock is set to. One thread at a time.
 */
final class PresenceClock {
  private final InstantSource clock;
  private final Ticker ticker;
  private Presence anchor;
  private long anchored;

  /** The presence of a server that starts; {@code kept} is that of its last run, if it is known. */
  PresenceClock(InstantSource clock, Ticker ticker, Optional<Presence> kept) {
    this.clock = clock;
    this.ticker = ticker;
    this.anchored = ticker.nanos();
    Instant now = clock.instant();
    this.anchor = kept.map(last -> last.at(now, Duration.ZERO)).orElse(Presence.first(now));
  }

  /** The presence now. Its time is the only one by which shares may go. */
  Presence look() {
    long nanos = ticker.nanos();
    Instant now = clock.instant();
    Duration passed = Duration.ofNanos(nanos - anchored);
    Presence present = anchor.at(now, passed);
    if (anchor.jumps(now, passed)) {
      // Many small steps of a clock are a jump as well, so nothing but a jump moves the anchor.
      anchor = present;
      anchored = nanos;
    }
    return present;
  }
}
