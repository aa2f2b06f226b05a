package org.truckee.client.upkeep.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.client.upkeep.plan.CareSchedule;
import org.truckee.crypto.StorageIndex;

/**
 * The secrets by which shares of mutable files can be moved that were just stored on too few
 * servers, and that no walk has come by. Blocks; one thread at a time.
 */
final class EnablerTable {
  private final PreparedStatement find;
  private final PreparedStatement put;
  private final PreparedStatement forget;
  private final PreparedStatement forgetOthers;

  EnablerTable(Connection connection) throws SQLException {
    find = connection.prepareStatement("SELECT master FROM enabler WHERE address = ?");
    put = connection.prepareStatement("INSERT OR REPLACE INTO enabler VALUES (?, ?)");
    forget = connection.prepareStatement("DELETE FROM enabler WHERE address = ?");
    forgetOthers =
        connection.prepareStatement(
            "DELETE FROM enabler WHERE address NOT IN"
                + " (SELECT address FROM thing WHERE thin > ? AND thin <= ?)");
  }

  /** The write enabler master of the file at {@code address}. */
  Optional<Secret> find(StorageIndex address) throws SQLException {
    find.setBytes(1, address.bytes().toArray());
    try (ResultSet row = find.executeQuery()) {
      return row.next() ? Optional.of(new Secret(Bytes.wrap(row.getBytes(1)))) : Optional.empty();
    }
  }

  /** Keeps {@code master} for the file at {@code address}. */
  void put(StorageIndex address, Secret master) throws SQLException {
    put.setBytes(1, address.bytes().toArray());
    put.setBytes(2, master.bytes().toArray());
    put.executeUpdate();
  }

  /** Forgets that of the file at {@code address}. */
  void forget(StorageIndex address) throws SQLException {
    forget.setBytes(1, address.bytes().toArray());
    forget.executeUpdate();
  }

  /** Forgets those of files that were not stored on too few servers in the day before. */
  void keepThin(Instant now) throws SQLException {
    forgetOthers.setLong(1, now.minus(CareSchedule.THIN_END).toEpochMilli());
    forgetOthers.setLong(2, now.toEpochMilli());
    forgetOthers.executeUpdate();
  }
}
