package org.truckee.client.check;

/** The numbers of healthy and other things among many. Event loop only. */
public final class HealthCount {
  private long all;
  private long healthy;
  private long unrecoverable;
  private long damagedShares;

  /** Counts a thing. */
  public void add(CheckResults results) {
    all++;
    if (results.health().healthy()) healthy++;
    if (!results.health().recoverable()) unrecoverable++;
    damagedShares += results.damaged().size();
  }

  /** The number of things. */
  public long all() {
    return all;
  }

  /** The number of those that are kept as they are meant to be. */
  public long healthy() {
    return healthy;
  }

  /** The number of the others. */
  public long unhealthy() {
    return all - healthy;
  }

  /** The number of those that can't be read. */
  public long unrecoverable() {
    return unrecoverable;
  }

  /** The number of damaged shares. */
  public long damagedShares() {
    return damagedShares;
  }
}
