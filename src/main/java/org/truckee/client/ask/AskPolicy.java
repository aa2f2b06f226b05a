package org.truckee.client.ask;

/**
 * The patience with sources that are asked for answers.
 *
 * @param patienceMillis for an answer, before another source is asked beside this one
 * @param growth by how much the patience grows each time: if all are slow, asking them all would
 *     make it worse
 * @param awaitsSlow whether slow sources are waited for when no other one is left
 */
public record AskPolicy(long patienceMillis, int growth, boolean awaitsSlow) {
  /** Checks that there is some patience, and that it does not shrink. */
  public AskPolicy {
    if (patienceMillis < 1 || growth < 1)
      throw new IllegalArgumentException(patienceMillis + " ms, growing by " + growth);
  }

  /** One more source beside slow ones, each time after the same patience. */
  public static AskPolicy steady(long patienceMillis) {
    return new AskPolicy(patienceMillis, 1, false);
  }

  /**
   * One more source beside slow ones, each time after twice the patience, and never without hope.
   */
  public static AskPolicy doubling(long patienceMillis) {
    return new AskPolicy(patienceMillis, 2, true);
  }
}
