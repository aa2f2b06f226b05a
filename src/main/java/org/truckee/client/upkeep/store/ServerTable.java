package org.truckee.client.upkeep.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The servers that are there, each with the time since when. Blocks; one thread at a time. */
final class ServerTable {
  private final PreparedStatement all;
  private final PreparedStatement clear;
  private final PreparedStatement put;

  ServerTable(Connection connection) throws SQLException {
    all = connection.prepareStatement("SELECT id, since FROM server");
    clear = connection.prepareStatement("DELETE FROM server");
    put = connection.prepareStatement("INSERT INTO server VALUES (?, ?)");
  }

  /** All of them, by their ids. */
  Map<String, Instant> all() throws SQLException {
    Map<String, Instant> since = new HashMap<>();
    try (ResultSet row = all.executeQuery()) {
      while (row.next()) since.put(row.getString(1), ThingTable.time(row, 2));
    }
    return since;
  }

  /** Makes {@code since} all that there are. */
  void keepOnly(Map<String, Instant> since) throws SQLException {
    clear.executeUpdate();
    for (Map.Entry<String, Instant> server : since.entrySet()) {
      put.setString(1, server.getKey());
      put.setLong(2, server.getValue().toEpochMilli());
      put.executeUpdate();
    }
  }
}
