package org.truckee.client.upkeep.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.truckee.cap.Capability;
import org.truckee.cap.VerifyCap;
import org.truckee.client.upkeep.plan.Attention;
import org.truckee.client.upkeep.plan.CareSchedule;
import org.truckee.client.upkeep.plan.Condition;
import org.truckee.client.upkeep.plan.KeptThing;
import org.truckee.client.upkeep.plan.Origin;
import org.truckee.crypto.StorageIndex;

/** The things in the database, one for each storage index. Blocks; one thread at a time. */
final class ThingTable {
  private static final String COLUMNS =
      "cap, root, path, seen, renewed, checked, verified, audited, thin,"
          + " good, needed, expected, happiness, low_since, failed, due";

  private final PreparedStatement find;
  private final PreparedStatement due;
  private final PreparedStatement countDue;
  private final PreparedStatement low;
  private final PreparedStatement put;
  private final PreparedStatement forget;
  private final PreparedStatement hasten;
  private final PreparedStatement forgetBelow;
  private final PreparedStatement leave;

  ThingTable(Connection connection) throws SQLException {
    find = connection.prepareStatement("SELECT " + COLUMNS + " FROM thing WHERE address = ?");
    due =
        connection.prepareStatement(
            "SELECT "
                + COLUMNS
                + " FROM thing WHERE due <= ? OR due > ? ORDER BY due, address LIMIT ?");
    countDue = connection.prepareStatement("SELECT count(*) FROM thing WHERE due <= ?");
    low =
        connection.prepareStatement(
            "SELECT "
                + COLUMNS
                + " FROM thing WHERE low_since > 0 ORDER BY good - needed, address LIMIT ?");
    put =
        connection.prepareStatement(
            "INSERT OR REPLACE INTO thing (address, "
                + COLUMNS
                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    forget =
        connection.prepareStatement(
            "DELETE FROM thing WHERE seen < ? AND NOT (thin > ? AND thin <= ?)");
    hasten =
        connection.prepareStatement(
            "UPDATE thing SET due = max(checked + ?1, thin + ?1, ?2)"
                + " WHERE thin > 0 AND due > max(checked + ?1, thin + ?1, ?2)");
    leave = connection.prepareStatement("UPDATE thing SET root = '', path = '' WHERE root = ?");
    forgetBelow = connection.prepareStatement("DELETE FROM thing WHERE root = ?");
  }

  /** The thing at {@code address}. */
  Optional<KeptThing> find(StorageIndex address) throws SQLException {
    find.setBytes(1, address.bytes().toArray());
    try (ResultSet row = find.executeQuery()) {
      return row.next() ? Optional.of(thing(row)) : Optional.empty();
    }
  }

  /** Things that are due at {@code now}, those that wait for longest first. */
  List<KeptThing> due(Instant now, int limit) throws SQLException {
    due.setLong(1, now.toEpochMilli());
    due.setLong(2, now.plus(CareSchedule.FURTHEST).toEpochMilli());
    due.setInt(3, limit);
    return all(due);
  }

  /** The number of things that are due at {@code now}. */
  long countDue(Instant now) throws SQLException {
    countDue.setLong(1, now.toEpochMilli());
    try (ResultSet row = countDue.executeQuery()) {
      return row.getLong(1);
    }
  }

  /** Things with too few shares, those with the fewest to spare first. */
  List<KeptThing> low(int limit) throws SQLException {
    low.setInt(1, limit);
    return all(low);
  }

  private static List<KeptThing> all(PreparedStatement question) throws SQLException {
    List<KeptThing> things = new ArrayList<>();
    try (ResultSet rows = question.executeQuery()) {
      while (rows.next()) things.add(thing(rows));
    }
    return things;
  }

  private static KeptThing thing(ResultSet row) throws SQLException {
    return new KeptThing(
        (VerifyCap) Capability.parse(row.getString(1)),
        Origin.parse(row.getString(2), row.getString(3)),
        new Attention(
            time(row, 4), time(row, 5), time(row, 6), time(row, 7), time(row, 8), time(row, 9)),
        new Condition(
            row.getInt(10),
            row.getInt(11),
            row.getInt(12),
            row.getInt(13),
            time(row, 14),
            row.getInt(15)),
        time(row, 16));
  }

  static Instant time(ResultSet row, int column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }

  /** Puts {@code thing} in the place of the one with its address, if there is one. */
  void put(KeptThing thing) throws SQLException {
    put.setBytes(1, thing.cap().storageIndex().bytes().toArray());
    put.setString(2, thing.cap().toUri());
    put.setString(3, thing.origin().root());
    put.setString(4, thing.origin().pathText());
    putTimes(thing.attention());
    putCondition(thing.condition());
    put.setLong(17, thing.due().toEpochMilli());
    put.executeUpdate();
  }

  private void putTimes(Attention given) throws SQLException {
    put.setLong(5, given.seen().toEpochMilli());
    put.setLong(6, given.renewed().toEpochMilli());
    put.setLong(7, given.checked().toEpochMilli());
    put.setLong(8, given.verified().toEpochMilli());
    put.setLong(9, given.audited().toEpochMilli());
    put.setLong(10, given.thinSince().toEpochMilli());
  }

  private void putCondition(Condition condition) throws SQLException {
    put.setInt(11, condition.good());
    put.setInt(12, condition.needed());
    put.setInt(13, condition.expected());
    put.setInt(14, condition.happiness());
    put.setLong(15, condition.lowSince().toEpochMilli());
    put.setInt(16, condition.failedRepairs());
  }

  /** Makes things due that were stored on too few servers, though not oftener than at first. */
  void hastenThin(Instant now) throws SQLException {
    hasten.setLong(1, CareSchedule.THIN.toMillis());
    hasten.setLong(2, now.toEpochMilli());
    hasten.executeUpdate();
  }

  /** Makes the things that were last found below {@code root} those of no root. */
  void leave(String root) throws SQLException {
    leave.setString(1, root);
    leave.executeUpdate();
  }

  /** Forgets the things that were last found below {@code root}. */
  void forgetBelow(String root) throws SQLException {
    forgetBelow.setString(1, root);
    forgetBelow.executeUpdate();
  }

  /**
   * Forgets the things that no walk which began at {@code time} or later came by; those that were
   * stored on too few servers wait for their day to end.
   */
  int forgetSeenBefore(Instant time, Instant now) throws SQLException {
    forget.setLong(1, time.toEpochMilli());
    forget.setLong(2, now.minus(CareSchedule.THIN_END).toEpochMilli());
    forget.setLong(3, now.toEpochMilli());
    return forget.executeUpdate();
  }
}
