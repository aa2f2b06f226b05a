package org.truckee.storage.cycle;

import java.util.Locale;

/** The sets of shares that a crawl counts. */
public enum Outcome {
  /** The shares that were looked at. */
  EXAMINED,
  /** The shares of which every lease has ended as it was promised. */
  ORIGINAL,
  /** The shares that the policy would let go, enabled or not: the dry run. */
  CONFIGURED,
  /** The shares that went. */
  ACTUAL;

  /** The set as figures name it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
