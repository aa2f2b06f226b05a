package org.truckee.cli.backup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.truckee.cli.session.CommandFailure;

/** The tables of a backup database, of the version that Tahoe calls 2. */
final class BackupSchema {
  private static final int VERSION = 2;

  private static final List<String> FILES =
      List.of(
          "CREATE TABLE version (version INTEGER)",
          "CREATE TABLE local_files (path VARCHAR(1024) PRIMARY KEY, size INTEGER, mtime NUMBER,"
              + " ctime NUMBER, fileid INTEGER)",
          "CREATE TABLE caps (fileid INTEGER PRIMARY KEY AUTOINCREMENT,"
              + " filecap VARCHAR(256) UNIQUE)",
          "CREATE TABLE last_upload (fileid INTEGER PRIMARY KEY, last_uploaded TIMESTAMP,"
              + " last_checked TIMESTAMP)");

  private static final String DIRECTORIES =
      "CREATE TABLE directories (dirhash varchar(256) PRIMARY KEY, dircap varchar(256),"
          + " last_uploaded TIMESTAMP, last_checked TIMESTAMP)";

  /** The finer times of files, in nanoseconds; Tahoe passes over a table that it does not know. */
  private static final String TIMES =
      "CREATE TABLE IF NOT EXISTS truckee_times (path VARCHAR(1024) PRIMARY KEY, mtime INTEGER,"
          + " ctime INTEGER, inode INTEGER)";

  private BackupSchema() {}

  /** Makes the tables that are missing, and refuses a database of another kind. */
  static void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      int version = isEmpty(statement) ? create(statement) : version(statement);
      if (version == 1) version = upgrade(statement);
      if (version != VERSION)
        throw CommandFailure.failed("Unable to handle backupdb version " + version);
      statement.executeUpdate(TIMES);
    }
  }

  private static boolean isEmpty(Statement statement) throws SQLException {
    try (ResultSet tables = statement.executeQuery("SELECT name FROM sqlite_master")) {
      return !tables.next();
    }
  }

  private static int version(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("SELECT version FROM version")) {
      if (!row.next()) throw CommandFailure.failed("the backup database does not say its version");
      return row.getInt(1);
    }
  }

  private static int create(Statement statement) throws SQLException {
    for (String table : FILES) statement.executeUpdate(table);
    statement.executeUpdate("INSERT INTO version VALUES (1)");
    return upgrade(statement);
  }

  private static int upgrade(Statement statement) throws SQLException {
    statement.executeUpdate(DIRECTORIES);
    statement.executeUpdate("UPDATE version SET version = " + VERSION);
    return VERSION;
  }
}
