package org.truckee.node.directory;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.node.config.ConfiguredVdrive;
import org.truckee.vdrive.postgres.DatabaseAddress;
import org.truckee.vdrive.postgres.DatabaseConfig;

/**
 * The PostgreSQL database of a node's vdrive role: the address of the configuration, and the
 * password of {@code private/vdrive.password} where the address has none. Blocks.
 */
public record VdriveDatabase(NodeDirectory directory) {
  /** The database that {@code config} names, if it names one. */
  public Optional<DatabaseConfig> of(ConfiguredVdrive config) {
    return config.store().map(address -> of(config, address.seenFrom(directory.root())));
  }

  private DatabaseConfig of(ConfiguredVdrive config, DatabaseAddress address) {
    checkRoot(address.tls());
    return new DatabaseConfig(
        address,
        address.password().or(() -> directory.secrets().databasePassword()),
        key(),
        config.limits(),
        config.use());
  }

  /** The words for the key of the configuration, for messages. */
  public String key() {
    return directory.key("vdrive").words("store");
  }

  private void checkRoot(DatabaseAddress.Tls tls) {
    Optional<Path> missing = tls.root().filter(file -> !Files.isReadable(file));
    if (missing.isPresent())
      throw new GridException(
          GridException.Kind.BAD_CONFIG,
          Subject.named(key()),
          "names a file of certificates that can't be read: " + missing.get());
  }
}
