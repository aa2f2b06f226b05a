package org.truckee.client.server.connection;

/**
 * The time by which a message has to be there whole, even if it drips steadily: some patience, and
 * the time that its bytes take at the least rate worth waiting for.
 */
final class Deadline {
  /** The least rate: four bytes a millisecond. */
  private static final int LEAST_BYTES_PER_MILLI = 4;

  private Deadline() {}

  /** The milliseconds for a message of {@code size} bytes. */
  static long millis(int patienceMillis, long size) {
    return patienceMillis + size / LEAST_BYTES_PER_MILLI;
  }
}
