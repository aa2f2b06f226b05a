package org.truckee.client.audit;

/**
 * The extent of an audit.
 *
 * @param blocks the number of random blocks that are read of each share
 * @param shares the number of shares, chosen at random, that are read at most
 */
public record AuditOptions(int blocks, int shares) {
  /** The most blocks of one share. */
  public static final int MAX_BLOCKS = 64;

  /** The most shares of one file. */
  public static final int MAX_SHARES = 1000;

  /** One block of each share. */
  public static final AuditOptions USUAL = new AuditOptions(1, MAX_SHARES);

  /** Checks the bounds. */
  public AuditOptions {
    if (blocks < 1 || blocks > MAX_BLOCKS || shares < 1 || shares > MAX_SHARES)
      throw new IllegalArgumentException(blocks + " blocks of " + shares + " shares");
  }
}
