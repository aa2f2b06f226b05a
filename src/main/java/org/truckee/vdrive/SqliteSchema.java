package org.truckee.vdrive;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.truckee.dirnode.VdriveEntry;

/**
 * The form of a vdrive database: the settings of its connections, its tables, and the marks that
 * tell it from other databases. Blocks.
 */
final class SqliteSchema {
  private static final int APPLICATION_ID = 0x54724456;
  private static final int VERSION = 1;
  private static final int BUSY_MILLIS = 30_000;

  /** Counts the entries of each directory anew, and the removed ones among them. */
  static final String COUNT_ALL =
      "UPDATE directory SET"
          + " total = (SELECT count(*) FROM entry WHERE entry.directory = directory.id),"
          + " removed = (SELECT count(*) FROM entry WHERE entry.directory = directory.id"
          + " AND length(entry.body) = "
          + VdriveEntry.TOMBSTONE_SIZE
          + ")";

  private SqliteSchema() {}

  /** A connection to the database in {@code file}. */
  static Connection connect(Path file, boolean durable) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(
        durable ? SQLiteConfig.SynchronousMode.FULL : SQLiteConfig.SynchronousMode.OFF);
    config.setBusyTimeout(BUSY_MILLIS);
    return config.createConnection("jdbc:sqlite:" + file);
  }

  /** Makes the tables in a new database; fails if an old one has others. */
  static void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      if (number(statement, "PRAGMA user_version") == 0) make(statement);
      countRemoved(statement);
      statement.execute("COMMIT");
      check(statement);
    }
  }

  /** Fails if {@code file} is no database that {@link #prepare} made, or a copy of one. */
  static void check(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    try (Connection connection = config.createConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      check(statement);
    }
  }

  private static void check(Statement statement) throws SQLException {
    if (number(statement, "PRAGMA application_id") != APPLICATION_ID
        || number(statement, "PRAGMA user_version") != VERSION)
      throw new SQLException("not a vdrive database of this version");
  }

  private static void make(Statement statement) throws SQLException {
    statement.execute("PRAGMA application_id = " + APPLICATION_ID);
    statement.execute("PRAGMA user_version = " + VERSION);
    statement.execute("CREATE TABLE epoch (number INTEGER NOT NULL)");
    statement.execute("INSERT INTO epoch VALUES (random())");
    statement.execute(
        "CREATE TABLE directory (id INTEGER PRIMARY KEY, address BLOB NOT NULL UNIQUE,"
            + " key BLOB NOT NULL, version INTEGER NOT NULL, total INTEGER NOT NULL)");
    statement.execute(
        "CREATE TABLE entry (directory INTEGER NOT NULL, slot BLOB NOT NULL,"
            + " sequence INTEGER NOT NULL, body BLOB NOT NULL,"
            + " PRIMARY KEY (directory, slot)) WITHOUT ROWID");
  }

  /** Adds the number of removed entries to a database that was made without it. */
  private static void countRemoved(Statement statement) throws SQLException {
    String column = "SELECT count(*) FROM pragma_table_info('directory') WHERE name = 'removed'";
    if (number(statement, column) == 1) return;
    statement.execute("ALTER TABLE directory ADD COLUMN removed INTEGER NOT NULL DEFAULT 0");
    statement.execute(COUNT_ALL);
  }

  private static long number(Statement statement, String question) throws SQLException {
    try (ResultSet answer = statement.executeQuery(question)) {
      return answer.getLong(1);
    }
  }
}
