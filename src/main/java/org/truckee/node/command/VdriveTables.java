package org.truckee.node.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.cli.option.NodeOptions;
import org.truckee.node.config.ConfiguredVdrive;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.node.directory.VdriveDatabase;
import org.truckee.platform.SqliteLibrary;
import org.truckee.vdrive.VdriveBackup;
import org.truckee.vdrive.VdriveCopy;
import org.truckee.vdrive.postgres.DatabaseAddress;
import org.truckee.vdrive.postgres.DatabaseConfig;
import org.truckee.vdrive.postgres.PostgresRestore;

/**
 * The place of a vdrive server's directories: the file of its node, or the database that its
 * configuration names. Blocks.
 */
record VdriveTables(NodeDirectory directory, Optional<DatabaseConfig> database) {
  /** Those of the node that {@code options} choose. */
  static VdriveTables of(NodeOptions options) throws IOException {
    NodeDirectory directory = new NodeDirectory(options.directory(), new SecureRandom());
    Optional<ConfiguredVdrive> role =
        Files.exists(directory.configuration())
            ? directory.readConfiguration().vdrive()
            : Optional.empty();
    return new VdriveTables(directory, role.flatMap(new VdriveDatabase(directory)::of));
  }

  /** Copies them to {@code file}; a database has its own way to be copied. */
  void backup(Path file) throws IOException {
    if (database.isPresent()) throw byItsOwnWay(database.get().address(), file);
    loadLibrary();
    VdriveBackup.backup(directory.vdrive(), file);
  }

  /** Brings the copy in {@code file} back. */
  VdriveBackup.Restored restore(Path file) throws IOException {
    loadLibrary();
    return database.isPresent()
        ? restore(database.get(), file)
        : VdriveBackup.restore(directory.vdrive(), file);
  }

  private static VdriveBackup.Restored restore(DatabaseConfig database, Path file) {
    try (VdriveCopy copy = open(file)) {
      return new PostgresRestore(database).from(copy);
    }
  }

  private static VdriveCopy open(Path file) {
    try {
      return VdriveCopy.open(file);
    } catch (GridException noCopy) {
      throw noCopy.and("what pg_dump made is brought back by pg_restore");
    }
  }

  private void loadLibrary() throws IOException {
    SqliteLibrary.load(directory.vdrive().toAbsolutePath().getParent());
  }

  private GridException byItsOwnWay(DatabaseAddress address, Path file) {
    return new GridException(
        GridException.Kind.BAD_CONFIG,
        Subject.named(new VdriveDatabase(directory).key()),
        "names a PostgreSQL database, which is copied by its own program",
        "run pg_dump --format=custom --host=%s --port=%d --username=%s --file=%s %s"
            .formatted(address.host(), address.port(), address.user(), file, address.database()),
        "pg_restore brings it back");
  }
}
