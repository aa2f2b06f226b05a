package org.truckee.web.member;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import org.truckee.crypto.StorageIndex;

/** The table of what members have stored, and their quotas. Blocks; one thread at a time. */
final class StoredTable {
  /** The quota of a member who may store any number of bytes. */
  static final long UNBOUNDED = -1;

  private final Connection connection;

  StoredTable(Connection connection) {
    this.connection = connection;
  }

  /** The quota that {@code member} was given; empty if it is the usual one. */
  Optional<Long> quota(String member) throws SQLException {
    try (PreparedStatement find =
        connection.prepareStatement("SELECT quota FROM member WHERE name = ?")) {
      find.setString(1, member);
      try (ResultSet row = find.executeQuery()) {
        if (!row.next()) return Optional.empty();
        long quota = row.getLong(1);
        return row.wasNull() ? Optional.empty() : Optional.of(quota);
      }
    }
  }

  /** Gives {@code member} a quota, or the usual one; returns whether there is such a member. */
  boolean setQuota(String member, Long quota) throws SQLException {
    try (PreparedStatement set =
        connection.prepareStatement("UPDATE member SET quota = ? WHERE name = ?")) {
      if (quota == null) set.setNull(1, Types.INTEGER);
      else set.setLong(1, quota);
      set.setString(2, member);
      return set.executeUpdate() > 0;
    }
  }

  /** The bytes of all that counts for {@code member} at {@code now}. */
  long sum(String member, Instant now) throws SQLException {
    String all = "SELECT coalesce(sum(bytes), 0) FROM stored WHERE member = ? AND ends > ?";
    try (PreparedStatement find = connection.prepareStatement(all)) {
      find.setString(1, member);
      find.setLong(2, now.toEpochMilli());
      return number(find);
    }
  }

  /**
   * The bytes of {@code file}, as they count for {@code member} at {@code now}; 0 if they don't.
   */
  long bytes(String member, StorageIndex file, Instant now) throws SQLException {
    String one =
        "SELECT coalesce(max(bytes), 0) FROM stored WHERE member = ? AND file = ? AND ends > ?";
    try (PreparedStatement find = connection.prepareStatement(one)) {
      find.setString(1, member);
      find.setBytes(2, file.bytes().toArray());
      find.setLong(3, now.toEpochMilli());
      return number(find);
    }
  }

  private static long number(PreparedStatement question) throws SQLException {
    try (ResultSet row = question.executeQuery()) {
      return row.getLong(1);
    }
  }

  /** Notes that {@code file} counts for {@code member} with {@code bytes}, until {@code ends}. */
  void put(String member, StorageIndex file, long bytes, Instant ends) throws SQLException {
    put("bytes = excluded.bytes, ends = max(ends, excluded.ends)", member, file, bytes, ends);
  }

  /** The same; if it counts already, its bytes stay. */
  void keep(String member, StorageIndex file, long bytes, Instant ends) throws SQLException {
    put("ends = max(ends, excluded.ends)", member, file, bytes, ends);
  }

  private void put(String change, String member, StorageIndex file, long bytes, Instant ends)
      throws SQLException {
    String all = "INSERT INTO stored VALUES (?, ?, ?, ?) ON CONFLICT (member, file) DO UPDATE SET ";
    try (PreparedStatement put = connection.prepareStatement(all + change)) {
      put.setString(1, member);
      put.setBytes(2, file.bytes().toArray());
      put.setLong(3, bytes);
      put.setLong(4, ends.toEpochMilli());
      put.executeUpdate();
    }
  }

  /** Forgets a bounded number of those that do not count any more at {@code now}. */
  void purge(Instant now) throws SQLException {
    String over =
        "DELETE FROM stored WHERE (member, file) IN"
            + " (SELECT member, file FROM stored WHERE ends <= ? LIMIT 100)";
    try (PreparedStatement purge = connection.prepareStatement(over)) {
      purge.setLong(1, now.toEpochMilli());
      purge.executeUpdate();
    }
  }

  /** Forgets all that {@code member} stored. */
  void remove(Member member) throws SQLException {
    try (PreparedStatement remove =
        connection.prepareStatement("DELETE FROM stored WHERE member = ?")) {
      remove.setString(1, member.name());
      remove.executeUpdate();
    }
  }
}
