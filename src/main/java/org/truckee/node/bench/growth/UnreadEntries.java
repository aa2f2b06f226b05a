package org.truckee.node.bench.growth;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Entries that nobody reads, put straight into the largest directory of a vdrive server's file: a
 * million that are signed would take an hour. Their contents are noise, as long as that of the
 * others; their slots are the last ones, and pages from the beginning have none of them. Blocks.
 */
record UnreadEntries(Path database) {
  private static final int BATCH = 20_000;
  private static final String WAIT = "PRAGMA busy_timeout = 60000";
  private static final String LARGEST = "SELECT id FROM directory ORDER BY total DESC LIMIT 1";
  private static final String TOTAL = "SELECT total FROM directory WHERE id = ";
  private static final String ANY =
      "SELECT length(slot), length(body) FROM entry WHERE directory = ? ORDER BY slot LIMIT 1";
  private static final String ADD =
      "WITH RECURSIVE made(number) AS"
          + " (SELECT 1 UNION ALL SELECT number + 1 FROM made WHERE number < ?)"
          + " INSERT INTO entry"
          + " SELECT ?, CAST(x'ff' || randomblob(?) AS BLOB), 1, randomblob(?) FROM made";
  private static final String COUNT =
      "UPDATE directory SET version = version + 1, total = total + ? WHERE id = ?";

  /** Adds some until there are about {@code size} entries. */
  void addUpTo(int size) throws IOException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement()) {
      statement.execute(WAIT);
      long directory = first(statement, LARGEST);
      int missing = size - (int) first(statement, TOTAL + directory);
      for (; missing > 0; missing -= BATCH) add(connection, directory, Math.min(BATCH, missing));
    } catch (SQLException e) {
      throw new IOException("entries can't be added to " + database, e);
    }
  }

  private static long first(Statement statement, String question) throws SQLException {
    try (ResultSet answer = statement.executeQuery(question)) {
      return answer.getLong(1);
    }
  }

  private static void add(Connection connection, long directory, int count) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement any = connection.prepareStatement(ANY);
        PreparedStatement add = connection.prepareStatement(ADD);
        PreparedStatement counted = connection.prepareStatement(COUNT)) {
      any.setLong(1, directory);
      try (ResultSet lengths = any.executeQuery()) {
        add.setInt(3, lengths.getInt(1) - 1);
        add.setInt(4, lengths.getInt(2));
      }
      add.setInt(1, count);
      add.setLong(2, directory);
      add.executeUpdate();
      counted.setInt(1, count);
      counted.setLong(2, directory);
      counted.executeUpdate();
      connection.commit();
    } finally {
      connection.setAutoCommit(true);
    }
  }
}
