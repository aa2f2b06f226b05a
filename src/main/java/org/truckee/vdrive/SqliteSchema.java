package org.truckee.vdrive;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.truckee.dirnode.vdrive.VdriveEntry;

/**
 * The form of a vdrive database: the settings of its connections, its tables, and the marks that
 * tell it from other databases. Blocks.
 */
final class SqliteSchema {
  private static final int APPLICATION_ID = 0x54724456;

  /** The number of this form. */
  static final int VERSION = 1;

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

  /**
   * Makes the tables in a new database. Fails if an old one has others; closing the connection then
   * leaves the old one as it was.
   */
  static void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      if (isNew(statement)) make(statement);
      check(connection);
      countRemoved(statement);
      statement.execute("COMMIT");
    }
  }

  /** A connection to the copy of a database in {@code file}, which changes nothing there. */
  static Connection connectToRead(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    return config.createConnection("jdbc:sqlite:" + file);
  }

  /** The number of the form of the database; fails if it is not a vdrive's. */
  static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (number(statement, "PRAGMA application_id") != APPLICATION_ID)
        throw new SQLException("not a vdrive database");
      return Math.toIntExact(number(statement, "PRAGMA user_version"));
    }
  }

  /** The first fault that SQLite finds in the database, or nothing. */
  static String fault(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery("PRAGMA quick_check(1)")) {
      String found = answer.getString(1);
      return found.equals("ok") ? "" : found;
    }
  }

  private static void check(Connection connection) throws SQLException {
    if (version(connection) != VERSION)
      throw new SQLException("not a vdrive database of this version");
  }

  private static boolean isNew(Statement statement) throws SQLException {
    return number(statement, "PRAGMA user_version") == 0
        && number(statement, "PRAGMA application_id") == 0
        && number(statement, "SELECT count(*) FROM sqlite_master") == 0;
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
