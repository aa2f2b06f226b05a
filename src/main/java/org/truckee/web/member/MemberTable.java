package org.truckee.web.member;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.truckee.bytes.Secret;
import org.truckee.cap.Capability;
import org.truckee.cap.VdriveWriteCap;

/** The table of members. Blocks; one thread at a time. */
final class MemberTable {
  private static final String ALL =
      "SELECT name, passphrase, drive, made, ends, link_ends FROM member ";
  private static final byte[] NO_LINK = new byte[0];

  private final Connection connection;

  MemberTable(Connection connection) {
    this.connection = connection;
  }

  /** A member, and what is kept of the member's passphrase. */
  record Row(Member member, Optional<PassphraseHash> passphrase, Instant linkEnds) {}

  /** All, by their names. */
  List<Member> all() throws SQLException {
    return members(ALL + "ORDER BY name");
  }

  /** Those whose drives were begun. */
  List<Member> begun() throws SQLException {
    return members(ALL + "WHERE begun = 1 ORDER BY name");
  }

  private List<Member> members(String question) throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(question);
        ResultSet rows = find.executeQuery()) {
      List<Member> members = new ArrayList<>();
      while (rows.next()) members.add(row(rows).member());
      return members;
    }
  }

  /** The number of all. */
  int count() throws SQLException {
    try (PreparedStatement find = connection.prepareStatement("SELECT count(*) FROM member");
        ResultSet row = find.executeQuery()) {
      return row.getInt(1);
    }
  }

  /** The one called {@code name}. */
  Optional<Row> find(String name) throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(ALL + "WHERE name = ?")) {
      find.setString(1, name);
      return first(find);
    }
  }

  /** The one with {@code link}, whose time may be over. */
  Optional<Row> withLink(Secret link) throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(ALL + "WHERE link = ?")) {
      find.setBytes(1, MemberToken.hash(link));
      return first(find);
    }
  }

  /** The one who is signed in by {@code session} at {@code now}. */
  Optional<Row> signedIn(Secret session, Instant now) throws SQLException {
    String rule = "WHERE name = (SELECT member FROM session WHERE token = ? AND ends > ?)";
    try (PreparedStatement find = connection.prepareStatement(ALL + rule)) {
      find.setBytes(1, MemberToken.hash(session));
      find.setLong(2, now.toEpochMilli());
      return first(find);
    }
  }

  private static Optional<Row> first(PreparedStatement find) throws SQLException {
    try (ResultSet rows = find.executeQuery()) {
      return rows.next() ? Optional.of(row(rows)) : Optional.empty();
    }
  }

  private static Row row(ResultSet row) throws SQLException {
    String hash = row.getString(2);
    Member.Kind kind = hash.isEmpty() ? Member.Kind.INVITED : Member.Kind.MEMBER;
    if (!(Capability.parse(row.getString(3)) instanceof VdriveWriteCap drive))
      throw new SQLException("the drive of a member is none");
    Optional<Instant> ends = Optional.of(time(row, 5)).filter(end -> end.toEpochMilli() != 0);
    return new Row(
        new Member(row.getString(1), kind, drive, time(row, 4), ends),
        Optional.of(hash).filter(known -> !known.isEmpty()).map(PassphraseHash::parse),
        time(row, 6));
  }

  private static Instant time(ResultSet row, int column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }

  /** Adds {@code member}, without a passphrase and a link. */
  void add(Member member) throws SQLException {
    String all = "INSERT INTO member VALUES (?, ?, 0, '', ?, ?, ?, 0, NULL)";
    try (PreparedStatement put = connection.prepareStatement(all)) {
      put.setString(1, member.name());
      put.setString(2, member.drive().toUri());
      put.setLong(3, member.made().toEpochMilli());
      put.setLong(4, member.ends().map(Instant::toEpochMilli).orElse(0L));
      put.setBytes(5, NO_LINK);
      put.executeUpdate();
    }
  }

  /** Removes {@code member}. */
  void remove(Member member) throws SQLException {
    try (PreparedStatement remove =
        connection.prepareStatement("DELETE FROM member WHERE name = ?")) {
      remove.setString(1, member.name());
      remove.executeUpdate();
    }
  }

  /** Gives {@code member} a link until {@code ends}, in the place of another one. */
  void link(Member member, Secret link, Instant ends) throws SQLException {
    setLink(member, MemberToken.hash(link), ends.toEpochMilli());
  }

  /** Takes the link of {@code member} away. */
  void unlink(Member member) throws SQLException {
    setLink(member, NO_LINK, 0);
  }

  private void setLink(Member member, byte[] link, long ends) throws SQLException {
    try (PreparedStatement set =
        connection.prepareStatement("UPDATE member SET link = ?, link_ends = ? WHERE name = ?")) {
      set.setBytes(1, link);
      set.setLong(2, ends);
      set.setString(3, member.name());
      set.executeUpdate();
    }
  }

  /** Gives {@code member} another passphrase. */
  void set(Member member, PassphraseHash passphrase) throws SQLException {
    try (PreparedStatement set =
        connection.prepareStatement("UPDATE member SET passphrase = ? WHERE name = ?")) {
      set.setString(1, passphrase.reveal());
      set.setString(2, member.name());
      set.executeUpdate();
    }
  }

  /** Notes that the drive of {@code member} is there. */
  void begin(Member member) throws SQLException {
    try (PreparedStatement set =
        connection.prepareStatement("UPDATE member SET begun = 1 WHERE name = ?")) {
      set.setString(1, member.name());
      set.executeUpdate();
    }
  }
}
