package org.truckee.node.config;

import java.util.List;
import java.util.Optional;
import org.truckee.FailureText;
import org.truckee.dirnode.vdrive.VdriveEntry;
import org.truckee.node.setting.ConfigReader;
import org.truckee.protocol.limit.ServerLimits;
import org.truckee.vdrive.VdriveLimits;
import org.truckee.vdrive.postgres.DatabaseAddress;
import org.truckee.vdrive.postgres.DatabaseConfig;

/**
 * The vdrive role.
 *
 * @param globalRoot the rights of everybody to the shared drive's directory
 * @param limits the rules by which it takes and keeps entries
 * @param store the database of its directories, if they are not in a file of its own
 * @param use the way in which it uses that database
 * @param writers what those who change directories may do there in a time
 */
public record ConfiguredVdrive(
    GlobalRoot globalRoot,
    VdriveLimits limits,
    Optional<DatabaseAddress> store,
    DatabaseConfig.Use use,
    ServerLimits writers) {
  private static final int MOST_CONNECTIONS = 1000;
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
            part.number("creations_per_minute", usual.creationsPerMinute(), 1, MOST)),
        store(part),
        new DatabaseConfig.Use(
            part.number("connections", DatabaseConfig.Use.USUAL.connections(), 2, MOST_CONNECTIONS),
            part.flag("prepared", DatabaseConfig.Use.USUAL.prepared())),
        ConfiguredStorage.ServerKeys.read(part.part("limits"), false));
  }

  private static Optional<DatabaseAddress> store(ConfigReader part) {
    String text = part.text("store", "");
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(DatabaseAddress.parse(text));
    } catch (IllegalArgumentException e) {
      throw part.bad("store", FailureText.sentence(e));
    }
  }
}
