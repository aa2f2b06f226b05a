package org.truckee.vdrive;

import java.nio.file.Path;
import java.util.Objects;
import org.truckee.dirnode.VdriveEntry;

/**
 * The settings of a vdrive server.
 *
 * @param file the database
 * @param durable whether a change is on the disk itself, and not only in its cache, before it is
 *     acknowledged
 * @param maximumEntries how many children a directory may have; the marks of removed ones are
 *     limited to {@link #REMOVED_PER_ENTRY} times as many
 * @param maximumEntrySize how many bytes an entry may have
 * @param creationsPerMinute how many directories one client may make in a minute
 * @param reservedSpace the bytes of the disk that only removals may use; at most a tenth of the
 *     disk is kept for them
 */
public record VdriveConfig(
    Path file,
    boolean durable,
    long maximumEntries,
    int maximumEntrySize,
    int creationsPerMinute,
    long reservedSpace) {
  /**
   * The marks of removed children for each entry: a mark is small, and keeps anybody from bringing
   * the child back.
   */
  public static final int REMOVED_PER_ENTRY = 10;

  private static final long RESERVED_SPACE = 64 << 20;

  /** Makes settings with the usual reserve. */
  public VdriveConfig(
      Path file,
      boolean durable,
      long maximumEntries,
      int maximumEntrySize,
      int creationsPerMinute) {
    this(file, durable, maximumEntries, maximumEntrySize, creationsPerMinute, RESERVED_SPACE);
  }

  /** Checks ranges. */
  public VdriveConfig {
    Objects.requireNonNull(file, "file");
    if (maximumEntries < 1 || creationsPerMinute < 1)
      throw new IllegalArgumentException("limits must be at least 1");
    if (maximumEntrySize < 1 || maximumEntrySize > VdriveEntry.MAX_SIZE)
      throw new IllegalArgumentException("entries of " + maximumEntrySize);
  }

  /** The usual settings for the database {@code file}. */
  public static VdriveConfig in(Path file) {
    return new VdriveConfig(file, true, 1_000_000, 64 << 10, 6000);
  }
}
