package org.truckee.node.bench.work;

import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/** The end of a wait for a state that no longer changes. */
final class StallLimit {
  private final String subject;
  private final Duration limit;
  private final LongSupplier nanos;
  private Object latest = "";
  private long since;

  /**
   * A wait for {@code subject}, whose state may stay the same for {@code limit}.
   *
   * @param nanos a clock such as {@link System#nanoTime}
   */
  StallLimit(String subject, Duration limit, LongSupplier nanos) {
    this.subject = subject;
    this.limit = limit;
    this.nanos = nanos;
    this.since = nanos.getAsLong();
  }

  /** Notes the {@code state} of now; fails if it has been the same for too long. */
  void check(Object state) throws IOException {
    long now = nanos.getAsLong();
    if (!state.equals(latest)) since = now;
    latest = state;
    if (now - since > limit.toNanos())
      throw new IOException(
          "%s stands still for more than %d s: %s".formatted(subject, limit.toSeconds(), state));
  }
}
