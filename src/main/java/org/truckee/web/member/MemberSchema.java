package org.truckee.web.member;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/**
 * The form of the file of members: the settings of its connection, its tables, and the marks that
 * tell it from other databases. A file of version 1 is brought up to version 2. Times are
 * milliseconds since 1970; 0 is none. What is acknowledged survives a power cut: a link that was
 * used stays used. Blocks.
 */
final class MemberSchema {
  private static final int APPLICATION_ID = 0x54724d65;
  private static final int VERSION = 2;

  /** How long a command and the gateway wait for each other. */
  private static final int WAIT_MILLIS = 10_000;

  private static final String MEMBER =
      String.join(
          " ",
          "CREATE TABLE member (name TEXT PRIMARY KEY COLLATE NOCASE, drive TEXT NOT NULL,",
          "begun INTEGER NOT NULL, passphrase TEXT NOT NULL,",
          "made INTEGER NOT NULL, ends INTEGER NOT NULL,",
          "link BLOB NOT NULL, link_ends INTEGER NOT NULL, quota INTEGER) WITHOUT ROWID");

  private static final String SESSION =
      String.join(
          " ",
          "CREATE TABLE session (token BLOB PRIMARY KEY, member TEXT NOT NULL COLLATE NOCASE,",
          "made INTEGER NOT NULL, ends INTEGER NOT NULL) WITHOUT ROWID");

  private static final String STORED =
      String.join(
          " ",
          "CREATE TABLE stored (member TEXT NOT NULL COLLATE NOCASE, file BLOB NOT NULL,",
          "bytes INTEGER NOT NULL, ends INTEGER NOT NULL, PRIMARY KEY (member, file)) WITHOUT ROWID");

  private MemberSchema() {}

  /** A connection to the database in {@code file}, which is made if it is missing or empty. */
  static Connection open(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(WAIT_MILLIS);
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    boolean good = false;
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      if (number(statement, "SELECT count(*) FROM sqlite_master") == 0) make(statement);
      bringUp(statement);
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
    statement.execute(MEMBER);
    statement.execute("CREATE INDEX member_link ON member (link)");
    statement.execute(SESSION);
    statement.execute("CREATE INDEX session_member ON session (member, made)");
    statement.execute("CREATE INDEX session_ends ON session (ends)");
    addStored(statement);
  }

  /** Makes what a file of version 1 had not: quotas, and what they bound. */
  private static void addStored(Statement statement) throws SQLException {
    statement.execute(STORED);
    statement.execute("CREATE INDEX stored_ends ON stored (ends)");
    statement.execute("PRAGMA user_version = " + VERSION);
  }

  private static void bringUp(Statement statement) throws SQLException {
    if (number(statement, "PRAGMA application_id") != APPLICATION_ID
        || number(statement, "PRAGMA user_version") != 1) return;
    statement.execute("ALTER TABLE member ADD COLUMN quota INTEGER");
    addStored(statement);
  }

  private static void check(Statement statement) throws SQLException {
    if (number(statement, "PRAGMA application_id") != APPLICATION_ID
        || number(statement, "PRAGMA user_version") != VERSION)
      throw new SQLException("it is no file of members of this version");
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
