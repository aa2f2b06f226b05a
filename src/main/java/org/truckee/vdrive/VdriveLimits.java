package org.truckee.vdrive;

import org.truckee.dirnode.vdrive.VdriveEntry;

/**
 * The rules by which a vdrive server takes and keeps entries.
 *
 * @param durable whether a change is on the disk itself, and not only in its cache, before it is
 *     acknowledged
 * @param maximumEntries how many children a directory may have; the marks of removed ones are
 *     limited to {@link VdriveConfig#REMOVED_PER_ENTRY} times as many
 * @param maximumEntrySize how many bytes an entry may have
 * @param creationsPerMinute how many directories one client may make in a minute
 */
public record VdriveLimits(
    boolean durable, int maximumEntries, int maximumEntrySize, int creationsPerMinute) {
  /** The limits of a server that is told nothing else. */
  public static final VdriveLimits USUAL = new VdriveLimits(true, 1_000_000, 64 << 10, 6000);

  /** Checks ranges. */
  public VdriveLimits {
    if (maximumEntries < 1 || creationsPerMinute < 1)
      throw new IllegalArgumentException("limits must be at least 1");
    if (maximumEntrySize < 1 || maximumEntrySize > VdriveEntry.MAX_SIZE)
      throw new IllegalArgumentException("entries of " + maximumEntrySize);
  }
}
