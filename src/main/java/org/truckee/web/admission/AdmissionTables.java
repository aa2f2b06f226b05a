package org.truckee.web.admission;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The tables of admissions, and the questions to them. Blocks; one thread at a time. */
final class AdmissionTables {
  private final Connection connection;

  AdmissionTables(Connection connection) {
    this.connection = connection;
  }

  /** The admission of {@code network}, which may have ended. */
  Optional<AdmittedNetwork> find(String network) throws SQLException {
    String question = "SELECT admitted, ends, used FROM network WHERE name = ?";
    try (PreparedStatement find = connection.prepareStatement(question)) {
      find.setString(1, network);
      try (ResultSet row = find.executeQuery()) {
        return row.next()
            ? Optional.of(new AdmittedNetwork(time(row, 1), time(row, 2), row.getLong(3)))
            : Optional.empty();
      }
    }
  }

  private static Instant time(ResultSet row, int column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }

  /** Notes that {@code network} has {@code standing}. */
  void put(String network, AdmittedNetwork standing) throws SQLException {
    change(
        "INSERT OR REPLACE INTO network VALUES (?, ?, ?, ?)",
        network,
        standing.admitted().toEpochMilli(),
        standing.ends().toEpochMilli(),
        standing.used());
  }

  /** Forgets the admissions that ended before {@code now}. */
  void removeEnded(Instant now) throws SQLException {
    change("DELETE FROM network WHERE ends <= ?", now.toEpochMilli());
  }

  /** The number of networks. */
  long networks() throws SQLException {
    return number("SELECT count(*) FROM network");
  }

  /** When the next admission ends, of which there is one. */
  Instant nextEnd() throws SQLException {
    return Instant.ofEpochMilli(number("SELECT min(ends) FROM network"));
  }

  /** The number of admissions after {@code from} and not after {@code to}. */
  long admitted(Instant from, Instant to) throws SQLException {
    return number(
        "SELECT count(*) FROM network WHERE admitted > ? AND admitted <= ?",
        from.toEpochMilli(),
        to.toEpochMilli());
  }

  /** Returns whether the challenge with {@code salt} is spent. */
  boolean isSpent(String salt) throws SQLException {
    return number("SELECT count(*) FROM spent WHERE salt = ?", salt) > 0;
  }

  /** Notes that {@code challenge} is spent. */
  void spend(Challenge challenge) throws SQLException {
    change("INSERT INTO spent VALUES (?, ?)", challenge.salt(), challenge.expires().toEpochMilli());
  }

  /** The number of spent challenges. */
  long spent() throws SQLException {
    return number("SELECT count(*) FROM spent");
  }

  /** When the next spent challenge expires, of which there is one. */
  Instant nextExpiry() throws SQLException {
    return Instant.ofEpochMilli(number("SELECT min(expires) FROM spent"));
  }

  /** The time up to which expired challenges are forgotten, so that none of them counts. */
  Instant forgotten() throws SQLException {
    return Instant.ofEpochMilli(number("SELECT until FROM forgotten"));
  }

  /** Forgets the spent challenges that have expired at {@code now}. */
  void forgetExpired(Instant now) throws SQLException {
    long last =
        number("SELECT ifnull(max(expires), 0) FROM spent WHERE expires <= ?", now.toEpochMilli());
    if (last == 0) return;
    change("UPDATE forgotten SET until = max(until, ?)", last);
    change("DELETE FROM spent WHERE expires <= ?", now.toEpochMilli());
  }

  /**
   * Has no admission end after {@code ends}, and forgets nothing that expires after {@code
   * expires}, as a clock may have had it that was ahead.
   */
  void shorten(Instant ends, Instant expires) throws SQLException {
    change("UPDATE network SET ends = ? WHERE ends > ?", ends.toEpochMilli(), ends.toEpochMilli());
    change("UPDATE forgotten SET until = min(until, ?)", expires.toEpochMilli());
  }

  private long number(String question, Object... values) throws SQLException {
    try (PreparedStatement ask = with(question, values);
        ResultSet row = ask.executeQuery()) {
      return row.getLong(1);
    }
  }

  private void change(String sql, Object... values) throws SQLException {
    try (PreparedStatement change = with(sql, values)) {
      change.executeUpdate();
    }
  }

  private PreparedStatement with(String sql, Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
    return statement;
  }
}
