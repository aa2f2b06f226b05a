package org.truckee.client.upkeep.plan;

/**
 * The settings of upkeep.
 *
 * @param enabled whether the gateway looks after its roots by itself
 * @param repairBelow a file with so many shares left, or fewer, is repaired
 * @param filesPerSecond how many files and directories are checked in a second at most
 * @param bytesPerSecond how many bytes are read and written in a second at most, on average
 */
public record UpkeepSettings(
    boolean enabled, int repairBelow, int filesPerSecond, long bytesPerSecond) {
  /** The usual speed of checks. */
  public static final int USUAL_FILES = 5;

  /** The usual speed of verifications and repairs. */
  public static final long USUAL_BYTES = 1L << 20;
}
