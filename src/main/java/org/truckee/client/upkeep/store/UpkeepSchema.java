package org.truckee.client.upkeep.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The form of an upkeep database: the settings of its connection, its tables, and the marks that
 * tell it from other databases. Times are milliseconds since 1970. Blocks.
 */
final class UpkeepSchema {
  private static final int APPLICATION_ID = 0x5472556b;
  private static final int VERSION = 1;

  private static final String THING =
      String.join(
          " ",
          "CREATE TABLE thing (address BLOB PRIMARY KEY, cap TEXT NOT NULL,",
          "root TEXT NOT NULL, path TEXT NOT NULL,",
          "seen INTEGER NOT NULL, renewed INTEGER NOT NULL, checked INTEGER NOT NULL,",
          "verified INTEGER NOT NULL, audited INTEGER NOT NULL,",
          "thin INTEGER NOT NULL,",
          "good INTEGER NOT NULL, needed INTEGER NOT NULL, expected INTEGER NOT NULL,",
          "happiness INTEGER NOT NULL, low_since INTEGER NOT NULL, failed INTEGER NOT NULL,",
          "due INTEGER NOT NULL) WITHOUT ROWID");

  private static final String ROOT =
      String.join(
          " ",
          "CREATE TABLE root (name TEXT PRIMARY KEY, added INTEGER NOT NULL,",
          "tried INTEGER NOT NULL, whole INTEGER NOT NULL, things INTEGER NOT NULL,",
          "trouble TEXT NOT NULL) WITHOUT ROWID");

  private static final String NOTE =
      "CREATE TABLE note (name TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID";

  /** A table that the first databases of this version did not have. */
  private static final String ENABLER =
      "CREATE TABLE IF NOT EXISTS enabler (address BLOB PRIMARY KEY, master BLOB NOT NULL)"
          + " WITHOUT ROWID";

  /** The servers that are there; a table that they did not have either. */
  private static final String SERVER =
      "CREATE TABLE IF NOT EXISTS server (id TEXT PRIMARY KEY, since INTEGER NOT NULL)"
          + " WITHOUT ROWID";

  private static final Pattern UNREAD =
      Pattern.compile("unable to get the page. error code=(\\d+)");

  private UpkeepSchema() {}

  /** A connection to the database in {@code file}, which is made if it is missing or empty. */
  static Connection open(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    boolean good = false;
    try (Statement statement = connection.createStatement()) {
      if (number(statement, "PRAGMA user_version") == 0) make(statement);
      check(statement);
      statement.execute(ENABLER);
      statement.execute(SERVER);
      good = true;
      return connection;
    } finally {
      if (!good) connection.close();
    }
  }

  private static void make(Statement statement) throws SQLException {
    statement.execute("BEGIN IMMEDIATE");
    statement.execute("PRAGMA application_id = " + APPLICATION_ID);
    statement.execute("PRAGMA user_version = " + VERSION);
    statement.execute(THING);
    statement.execute("CREATE INDEX thing_due ON thing (due)");
    statement.execute(ROOT);
    statement.execute(NOTE);
    statement.execute("COMMIT");
  }

  private static void check(Statement statement) throws SQLException {
    if (number(statement, "PRAGMA application_id") != APPLICATION_ID
        || number(statement, "PRAGMA user_version") != VERSION)
      throw new SQLException("it is not an upkeep database of this version");
    try (ResultSet answer = statement.executeQuery("PRAGMA quick_check(1)")) {
      if (!answer.getString(1).equals("ok")) throw found(answer.getString(1));
    }
  }

  /** The check tells of a page that the disk does not give out as it tells of a damaged one. */
  private static SQLException found(String fault) {
    Matcher unread = UNREAD.matcher(fault);
    String told = fault.replace('\n', ' ').strip();
    return unread.find()
        ? new SQLiteException(told, SQLiteErrorCode.getErrorCode(Integer.parseInt(unread.group(1))))
        : new SQLException(told);
  }

  private static long number(Statement statement, String question) throws SQLException {
    try (ResultSet answer = statement.executeQuery(question)) {
      return answer.getLong(1);
    }
  }
}
