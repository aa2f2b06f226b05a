package org.truckee.vdrive.postgres;

import java.util.Objects;
import java.util.Optional;
import org.truckee.bytes.Secret;
import org.truckee.vdrive.VdriveLimits;

/**
 * The settings of a vdrive server whose directories are in a PostgreSQL database.
 *
 * @param address the database
 * @param password opens it, unless it opens without one
 * @param key the words for the key of the configuration that names it, for messages
 * @param limits the rules by which the server takes and keeps entries
 * @param use the way in which the server uses it
 */
public record DatabaseConfig(
    DatabaseAddress address, Optional<Secret> password, String key, VdriveLimits limits, Use use) {
  /**
   * The way in which a server uses a database.
   *
   * @param connections how many connections it has at most, half of them for questions and half for
   *     changes
   * @param prepared whether the database remembers statements for the server, which poolers before
   *     pgbouncer 1.21 do not bear
   */
  public record Use(int connections, boolean prepared) {
    /** The usual way. */
    public static final Use USUAL = new Use(16, true);

    /** Checks the range. */
    public Use {
      if (connections < 2) throw new IllegalArgumentException("connections: " + connections);
    }
  }

  /** Checks that all is there. */
  public DatabaseConfig {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(password, "password");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(use, "use");
  }
}
