package org.truckee.client.upkeep.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.truckee.client.upkeep.plan.UpkeepFigures.Root;

/** The walks of roots in the database. Blocks; one thread at a time. */
final class RootTable {
  private final PreparedStatement all;
  private final PreparedStatement add;
  private final PreparedStatement put;
  private final PreparedStatement remove;
  private final PreparedStatement due;

  RootTable(Connection connection) throws SQLException {
    all =
        connection.prepareStatement(
            "SELECT name, added, tried, whole, things, trouble FROM root ORDER BY name");
    add = connection.prepareStatement("INSERT OR IGNORE INTO root VALUES (?, ?, 0, 0, 0, '')");
    put = connection.prepareStatement("INSERT OR REPLACE INTO root VALUES (?, ?, ?, ?, ?, ?)");
    remove = connection.prepareStatement("DELETE FROM root WHERE name = ?");
    due =
        connection.prepareStatement(
            "UPDATE root SET tried = 0 WHERE substr(name, 1, length(?)) = ?");
  }

  /** All roots, in the order of their names. */
  List<Root> all() throws SQLException {
    List<Root> roots = new ArrayList<>();
    try (ResultSet row = all.executeQuery()) {
      while (row.next())
        roots.add(
            new Root(
                row.getString(1),
                ThingTable.time(row, 2),
                ThingTable.time(row, 3),
                ThingTable.time(row, 4),
                row.getLong(5),
                row.getString(6)));
    }
    return roots;
  }

  /**
   * Makes {@code names} all roots that there are, and returns the others that there were; new ones
   * are added at {@code now}.
   */
  List<String> keepOnly(Collection<String> names, Instant now) throws SQLException {
    List<String> gone = new ArrayList<>();
    for (Root known : all()) {
      if (names.contains(known.name())) continue;
      remove.setString(1, known.name());
      remove.executeUpdate();
      gone.add(known.name());
    }
    for (String name : names) {
      add.setString(1, name);
      add.setLong(2, now.toEpochMilli());
      add.executeUpdate();
    }
    return gone;
  }

  /** Has the roots whose names begin so walked as soon as can be. */
  void makeDue(String beginning) throws SQLException {
    due.setString(1, beginning);
    due.setString(2, beginning);
    due.executeUpdate();
  }

  /** Puts {@code root} in the place of the one of its name. */
  void put(Root root) throws SQLException {
    put.setString(1, root.name());
    put.setLong(2, root.added().toEpochMilli());
    put.setLong(3, root.tried().toEpochMilli());
    put.setLong(4, root.whole().toEpochMilli());
    put.setLong(5, root.things());
    put.setString(6, root.trouble());
    put.executeUpdate();
  }
}
