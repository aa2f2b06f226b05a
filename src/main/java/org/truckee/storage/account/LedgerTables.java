package org.truckee.storage.account;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sqlite.SQLiteConfig;

/**
 * The tables of a ledger, in one SQLite file: what the shares of a file cost each account, and the
 * files of which that may have changed since. A process that is killed loses nothing of it; the
 * last changes before a power cut may be lost. Blocks; one thread at a time.
 */
final class LedgerTables implements AutoCloseable {
  private static final int APPLICATION_ID = 0x54724163;
  private static final int VERSION = 1;

  private final Connection connection;
  private final PreparedStatement mark;
  private final PreparedStatement unmark;
  private final PreparedStatement find;
  private final PreparedStatement remove;
  private final PreparedStatement put;

  private LedgerTables(Connection connection) throws SQLException {
    this.connection = connection;
    mark = connection.prepareStatement("INSERT OR IGNORE INTO changing (bucket) VALUES (?)");
    unmark = connection.prepareStatement("DELETE FROM changing WHERE bucket = ?");
    find = connection.prepareStatement("SELECT account, bytes FROM charge WHERE bucket = ?");
    remove = connection.prepareStatement("DELETE FROM charge WHERE bucket = ?");
    put =
        connection.prepareStatement("INSERT INTO charge (bucket, account, bytes) VALUES (?, ?, ?)");
  }

  /** Opens the database in {@code file}, and makes it if it is not there. */
  static LedgerTables open(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    LedgerTables tables = null;
    try {
      prepare(connection);
      tables = new LedgerTables(connection);
      return tables;
    } finally {
      if (tables == null) connection.close();
    }
  }

  private static void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      if (number(statement, "SELECT count(*) FROM sqlite_master") == 0) make(statement);
      if (number(statement, "PRAGMA application_id") != APPLICATION_ID
          || number(statement, "PRAGMA user_version") != VERSION)
        throw new SQLException("not a ledger of this version");
      statement.execute("COMMIT");
    }
  }

  private static void make(Statement statement) throws SQLException {
    statement.execute("PRAGMA application_id = " + APPLICATION_ID);
    statement.execute("PRAGMA user_version = " + VERSION);
    statement.execute(
        "CREATE TABLE charge (bucket TEXT NOT NULL, account INTEGER NOT NULL,"
            + " bytes INTEGER NOT NULL, PRIMARY KEY (bucket, account)) WITHOUT ROWID");
    statement.execute("CREATE TABLE changing (bucket TEXT PRIMARY KEY) WITHOUT ROWID");
  }

  private static long number(Statement statement, String question) throws SQLException {
    try (ResultSet answer = statement.executeQuery(question)) {
      return answer.getLong(1);
    }
  }

  /** The sum of what each account is charged. */
  Map<Integer, Long> sums() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT account, sum(bytes) FROM charge GROUP BY account")) {
      return charges(rows);
    }
  }

  private static Map<Integer, Long> charges(ResultSet rows) throws SQLException {
    Map<Integer, Long> charges = new HashMap<>();
    while (rows.next()) charges.put(rows.getInt(1), rows.getLong(2));
    return charges;
  }

  /** What the shares of {@code bucket} cost each account. */
  Map<Integer, Long> charges(String bucket) throws SQLException {
    find.setString(1, bucket);
    try (ResultSet rows = find.executeQuery()) {
      return charges(rows);
    }
  }

  /** Notes that the shares of {@code bucket} are about to change. */
  void mark(String bucket) throws SQLException {
    mark.setString(1, bucket);
    mark.executeUpdate();
  }

  /** The files whose shares were about to change when the process ended. */
  List<String> marked() throws SQLException {
    return names("SELECT bucket FROM changing");
  }

  /** The files with shares that cost somebody something, whose names begin with {@code prefix}. */
  List<String> charged(String prefix) throws SQLException {
    return names(
        "SELECT DISTINCT bucket FROM charge WHERE bucket >= '%s' AND bucket < '%s~'"
            .formatted(prefix, prefix));
  }

  private List<String> names(String question) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(question)) {
      while (rows.next()) names.add(rows.getString(1));
    }
    return names;
  }

  /** Puts {@code charges} in the place of those of {@code bucket}, which has changed. */
  void set(String bucket, Map<Integer, Long> charges) throws SQLException {
    execute("BEGIN IMMEDIATE");
    boolean done = false;
    try {
      remove.setString(1, bucket);
      remove.executeUpdate();
      for (Map.Entry<Integer, Long> charge : charges.entrySet()) {
        put.setString(1, bucket);
        put.setInt(2, charge.getKey());
        put.setLong(3, charge.getValue());
        put.executeUpdate();
      }
      unmark.setString(1, bucket);
      unmark.executeUpdate();
      execute("COMMIT");
      done = true;
    } finally {
      if (!done) execute("ROLLBACK");
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
