package org.truckee.client.upkeep.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The servers that have been there without a break for long enough that it is worth to give them
 * shares of files that lie elsewhere. The time between two processes is no break. Thread-safe.
 */
public final class Steadiness {
  private static final Duration LONG_ENOUGH = Duration.ofHours(24);

  /** The time in which servers are found again that were there before this process. */
  private static final Duration RETURN = Duration.ofMinutes(10);

  private final Map<String, Instant> since = new HashMap<>();
  private Map<String, Instant> before = Map.of();
  private Instant beforeEnds = Instant.EPOCH;

  /** Takes over what an earlier process {@link #known knew}, of servers that are found again. */
  public synchronized void resume(Map<String, Instant> earlier, Instant now) {
    before = Map.copyOf(earlier);
    beforeEnds = now.plus(RETURN);
    since.replaceAll((id, first) -> before.getOrDefault(id, first));
  }

  /** The times since when servers are there, by their ids, for a process after this one. */
  public synchronized Map<String, Instant> known() {
    Map<String, Instant> known = new HashMap<>(before);
    known.putAll(since);
    return known;
  }

  /**
   * Notes that the servers of these ids are there at {@code now}, and no others; returns whether
   * one of them was not there the last time.
   */
  public synchronized boolean note(Collection<String> present, Instant now) {
    boolean joined = !since.keySet().containsAll(present);
    since.keySet().retainAll(present);
    if (beforeEnds.isBefore(now)) before = Map.of();
    for (String id : present) {
      Instant first = since.getOrDefault(id, before.getOrDefault(id, now));
      since.put(id, first.isAfter(now) ? now : first);
    }
    return joined;
  }

  /** Returns whether the server of that id has been there for long enough. */
  public synchronized boolean isSteady(String id, Instant now) {
    Instant first = since.get(id);
    return first != null && !first.plus(LONG_ENOUGH).isAfter(now);
  }
}
