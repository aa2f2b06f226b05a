package org.truckee.protocol.port;

/**
 * The slowest pace of a peer with a message that is held in memory for it: patience, and time for
 * each byte. While others wait for that memory, both are shorter.
 *
 * @param patienceMillis the time that any message is given
 * @param bytesPerSecond the bytes that a peer moves at least beyond that
 */
public record Pace(long patienceMillis, long bytesPerSecond) {
  /** The pace where there is room for others. */
  public static final Pace USUAL = new Pace(60_000, 32 << 10);

  /** The pace where others wait. */
  static final Pace CONTENDED = new Pace(10_000, 1 << 20);

  /**
   * The pace of any body at all, held in memory or not: a gateway passes a slow user's upload on to
   * servers as it comes, a part to each.
   */
  public static final Pace SLOWEST = new Pace(600_000, 64);

  /** The time within which a message of {@code bytes} has to be over. */
  public long allowedMillis(long bytes) {
    return patienceMillis + bytes * 1000 / bytesPerSecond;
  }
}
