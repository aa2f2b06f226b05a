package org.truckee.web.member;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.truckee.bytes.Secret;

/**
 * The table of sessions. A member has a bounded number, and the gateway as many members at most; of
 * a member with more, the oldest end. Blocks; one thread at a time.
 */
final class SessionTable {
  /** The most sessions of one member. */
  static final int MOST = 20;

  private final Connection connection;

  SessionTable(Connection connection) {
    this.connection = connection;
  }

  /** Begins a session of {@code member}. */
  void begin(Member member, Secret token, Instant now, Instant ends) throws SQLException {
    purge(now);
    try (PreparedStatement put =
        connection.prepareStatement("INSERT INTO session VALUES (?, ?, ?, ?)")) {
      put.setBytes(1, MemberToken.hash(token));
      put.setString(2, member.name());
      put.setLong(3, now.toEpochMilli());
      put.setLong(4, ends.toEpochMilli());
      put.executeUpdate();
    }
    bound(member, token);
  }

  /** Ends those whose time is over. */
  private void purge(Instant now) throws SQLException {
    try (PreparedStatement end =
        connection.prepareStatement("DELETE FROM session WHERE ends <= ?")) {
      end.setLong(1, now.toEpochMilli());
      end.executeUpdate();
    }
  }

  private void bound(Member member, Secret latest) throws SQLException {
    String older =
        "DELETE FROM session WHERE token IN (SELECT token FROM session WHERE member = ?"
            + " AND token <> ? ORDER BY made DESC LIMIT -1 OFFSET ?)";
    try (PreparedStatement end = connection.prepareStatement(older)) {
      end.setString(1, member.name());
      end.setBytes(2, MemberToken.hash(latest));
      end.setInt(3, MOST - 1);
      end.executeUpdate();
    }
  }

  /** Ends the session of {@code token}. */
  void end(Secret token) throws SQLException {
    try (PreparedStatement end =
        connection.prepareStatement("DELETE FROM session WHERE token = ?")) {
      end.setBytes(1, MemberToken.hash(token));
      end.executeUpdate();
    }
  }

  /** Ends all sessions of {@code member}. */
  void endAll(Member member) throws SQLException {
    try (PreparedStatement end =
        connection.prepareStatement("DELETE FROM session WHERE member = ?")) {
      end.setString(1, member.name());
      end.executeUpdate();
    }
  }

  /** The number of sessions of {@code member} that last at {@code now}. */
  int count(Member member, Instant now) throws SQLException {
    try (PreparedStatement count =
        connection.prepareStatement("SELECT count(*) FROM session WHERE member = ? AND ends > ?")) {
      count.setString(1, member.name());
      count.setLong(2, now.toEpochMilli());
      try (ResultSet row = count.executeQuery()) {
        return row.getInt(1);
      }
    }
  }
}
