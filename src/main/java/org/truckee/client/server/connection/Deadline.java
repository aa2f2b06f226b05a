package org.truckee.client.server.connection;

/**
 * When a message has to be there whole, however steadily it drips: after some patience, and the
 * time that its bytes take at the least rate that is worth waiting for.
 */
final class Deadline {
  /** Four bytes a millisecond, as a telephone line carried in its last years. */
  private static final int LEAST_BYTES_PER_MILLI = 4;

  private Deadline() {}

  /** The milliseconds for a message of {@code size} bytes. */
  static long millis(int patienceMillis, long size) {
    return patienceMillis + size / LEAST_BYTES_PER_MILLI;
  }
}
