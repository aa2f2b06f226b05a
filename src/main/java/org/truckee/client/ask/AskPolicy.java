package org.truckee.client.ask;

import org.truckee.platform.Timers;

/**
 * The patience with sources that are asked for answers.
 *
 * @param timers say when the patience ends
 * @param millis the time for an answer, before another source is asked beside this one
 * @param growth the factor by which the patience grows each time: if all are slow, asking them all
 *     would make it worse
 * @param awaitsSlow whether slow sources are waited for when no other one is left
 */
public record AskPolicy(Timers timers, long millis, int growth, boolean awaitsSlow) {
  /** Checks that there is some patience, and that it does not shrink. */
  public AskPolicy {
    if (millis < 1 || growth < 1)
      throw new IllegalArgumentException(millis + " ms, growing by " + growth);
  }

  /** A policy of the same patience each time, as long as there is another source to ask. */
  public static AskPolicy steady(Timers timers, long millis) {
    return new AskPolicy(timers, millis, 1, false);
  }

  /** A policy of twice the patience each time, as long as any source may still answer. */
  public static AskPolicy doubling(Timers timers, long millis) {
    return new AskPolicy(timers, millis, 2, true);
  }
}
