package org.truckee.web.admission;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/**
 * The form of the file of admissions: its tables, and the marks that tell it from other databases.
 * Times are milliseconds since 1970. What was written outlasts the process; what must outlast a
 * power cut, too, is said step by step. Blocks.
 */
final class AdmissionSchema {
  private static final int APPLICATION_ID = 0x54724164;
  private static final int VERSION = 1;
  private static final int WAIT_MILLIS = 10_000;

  private AdmissionSchema() {}

  /** A connection to the database in {@code file}, which is made if it is missing or empty. */
  static Connection open(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    config.setBusyTimeout(WAIT_MILLIS);
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    boolean good = false;
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      if (number(statement, "SELECT count(*) FROM sqlite_master") == 0) make(statement);
      check(statement);
      statement.execute("COMMIT");
      good = true;
      return connection;
    } finally {
      if (!good) connection.close();
    }
  }

  private static void make(Statement statement) throws SQLException {
    statement.execute("PRAGMA application_id = " + APPLICATION_ID);
    statement.execute("PRAGMA user_version = " + VERSION);
    statement.execute(
        "CREATE TABLE network (name TEXT PRIMARY KEY, admitted INTEGER NOT NULL,"
            + " ends INTEGER NOT NULL, used INTEGER NOT NULL) WITHOUT ROWID");
    statement.execute("CREATE INDEX network_admitted ON network (admitted)");
    statement.execute("CREATE INDEX network_ends ON network (ends)");
    statement.execute(
        "CREATE TABLE spent (salt TEXT PRIMARY KEY, expires INTEGER NOT NULL) WITHOUT ROWID");
    statement.execute("CREATE INDEX spent_expires ON spent (expires)");
    statement.execute("CREATE TABLE forgotten (until INTEGER NOT NULL)");
    statement.execute("INSERT INTO forgotten VALUES (0)");
  }

  private static void check(Statement statement) throws SQLException {
    if (number(statement, "PRAGMA application_id") != APPLICATION_ID
        || number(statement, "PRAGMA user_version") != VERSION)
      throw new SQLException("it is no file of admissions of this version");
    try (ResultSet answer = statement.executeQuery("PRAGMA quick_check(1)")) {
      String found = answer.getString(1);
      if (!found.equals("ok")) throw new SQLException(found.replace('\n', ' ').strip());
    }
  }

  private static long number(Statement statement, String question) throws SQLException {
    try (ResultSet answer = statement.executeQuery(question)) {
      return answer.getLong(1);
    }
  }
}
