package org.truckee.vdrive;

import java.nio.file.Path;
import java.util.Objects;
import org.truckee.protocol.limit.ServerLimits;

/**
 * The settings of a vdrive server.
 *
 * @param file the database
 * @param limits the rules by which the server takes and keeps entries
 * @param reservedSpace the bytes of the disk that only removals may use; at most a tenth of the
 *     disk is kept for them
 * @param writers what those who change directories may do in a time
 */
public record VdriveConfig(
    Path file, VdriveLimits limits, long reservedSpace, ServerLimits writers) {
  /**
   * The marks of removed children for each entry: a mark is small, and keeps anybody from bringing
   * the child back.
   */
  public static final int REMOVED_PER_ENTRY = 10;

  private static final long RESERVED_SPACE = 64 << 20;

  /** Makes settings with the usual reserve. */
  public VdriveConfig(Path file, VdriveLimits limits) {
    this(file, limits, RESERVED_SPACE);
  }

  /** Makes settings where writers may do as much as they like. */
  public VdriveConfig(Path file, VdriveLimits limits, long reservedSpace) {
    this(file, limits, reservedSpace, ServerLimits.NONE);
  }

  /** Checks that all is there. */
  public VdriveConfig {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(writers, "writers");
  }

  /** The same, which holds those who change directories to {@code others}. */
  public VdriveConfig limiting(ServerLimits others) {
    return new VdriveConfig(file, limits, reservedSpace, others);
  }
}
