package org.truckee.node.config;

import java.util.List;
import org.truckee.dirnode.VdriveEntry;
import org.truckee.vdrive.VdriveLimits;

/**
 * The vdrive role.
 *
 * @param globalRoot the rights of everybody to the shared drive's directory
 * @param limits the rules by which it takes and keeps entries
 */
public record ConfiguredVdrive(GlobalRoot globalRoot, VdriveLimits limits) {
  private static final int MOST = 1_000_000_000;
  private static final int LEAST_ENTRY = 1024;

  static ConfiguredVdrive read(ConfigReader part) {
    VdriveLimits usual = VdriveLimits.USUAL;
    return new ConfiguredVdrive(
        part.choice("global_root", GlobalRoot.READ_WRITE, List.of(GlobalRoot.values())),
        new VdriveLimits(
            part.flag("durable", usual.durable()),
            part.number("maximum_entries", usual.maximumEntries(), 1, MOST),
            part.number(
                "maximum_entry_size", usual.maximumEntrySize(), LEAST_ENTRY, VdriveEntry.MAX_SIZE),
            part.number("creations_per_minute", usual.creationsPerMinute(), 1, MOST)));
  }
}
