package org.truckee.client.upkeep.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The servers that have been there without a break for long enough that it is worth to give them
 * shares of files that lie elsewhere. Thread-safe.
 */
public final class Steadiness {
  private static final Duration LONG_ENOUGH = Duration.ofHours(24);

  private final Map<String, Instant> since = new HashMap<>();

  /** Notes that the servers of these ids are there at {@code now}, and no others. */
  public synchronized void note(Collection<String> present, Instant now) {
    since.keySet().retainAll(present);
    for (String id : present)
      since.merge(id, now, (first, again) -> first.isAfter(now) ? now : first);
  }

  /** Returns whether the server of that id has been there for long enough. */
  public synchronized boolean isSteady(String id, Instant now) {
    Instant first = since.get(id);
    return first != null && !first.plus(LONG_ENOUGH).isAfter(now);
  }
}
