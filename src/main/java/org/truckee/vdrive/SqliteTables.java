package org.truckee.vdrive;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.Ed25519VerifyingKey;
import org.truckee.crypto.StorageIndex;
import org.truckee.dirnode.Slot;
import org.truckee.dirnode.vdrive.VdriveEntry;
import org.truckee.protocol.vdrive.VdrivePage;

/**
 * The tables of a vdrive database, through one connection: directories, each with a number for its
 * latest change, and their entries in the order of slots. The epoch is another one whenever numbers
 * may have gone back, so that epoch and number together name one state. Blocks; one thread at a
 * time.
 */
final class SqliteTables implements AutoCloseable {
  /** A page holds this many bytes of entries at most, and one entry more. */
  private static final int PAGE_SIZE = 1 << 20;

  /** A directory's row. */
  record Row(long id, Ed25519VerifyingKey key, long version, long total, long epoch, long removed) {
    DirnodeStore.Head head() {
      return new DirnodeStore.Head(key, total, "%x-%x".formatted(epoch, version));
    }
  }

  private final Connection connection;
  private final PreparedStatement find;
  private final PreparedStatement entry;
  private final PreparedStatement page;
  private final PreparedStatement make;
  private final PreparedStatement put;
  private final PreparedStatement count;

  private SqliteTables(Connection connection) throws SQLException {
    this.connection = connection;
    find =
        connection.prepareStatement(
            "SELECT id, key, version, total, (SELECT number FROM epoch), removed"
                + " FROM directory WHERE address = ?");
    entry = connection.prepareStatement("SELECT body FROM entry WHERE directory = ? AND slot = ?");
    page =
        connection.prepareStatement(
            "SELECT body FROM entry WHERE directory = ? AND slot > ? ORDER BY slot LIMIT ?");
    make =
        connection.prepareStatement(
            "INSERT OR IGNORE INTO directory (address, key, version, total) VALUES (?, ?, 0, 0)");
    put =
        connection.prepareStatement(
            "INSERT OR REPLACE INTO entry (directory, slot, sequence, body) VALUES (?, ?, ?, ?)");
    count =
        connection.prepareStatement(
            "UPDATE directory SET version = version + 1, total = total + ?, removed = removed + ?"
                + " WHERE id = ?");
  }

  /** Opens the database in {@code file}, and makes it if it is not there. */
  static SqliteTables open(Path file, boolean durable) throws SQLException {
    SqliteTables tables = null;
    Connection connection = SqliteSchema.connect(file, durable);
    try {
      SqliteSchema.prepare(connection);
      tables = new SqliteTables(connection);
      return tables;
    } finally {
      if (tables == null) connection.close();
    }
  }

  /** Begins a transaction, in which all questions see the state of the first one. */
  void beginReading() throws SQLException {
    execute("BEGIN");
  }

  /** Begins a transaction that keeps all other writers out. */
  void beginWriting() throws SQLException {
    execute("BEGIN IMMEDIATE");
  }

  /** Ends a transaction, and makes its changes last. */
  void commit() throws SQLException {
    execute("COMMIT");
  }

  /** Ends a transaction, and takes its changes back. */
  void rollback() throws SQLException {
    execute("ROLLBACK");
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** How many directories there are, and names in them that were not removed. */
  DirnodeStore.Kept kept() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet counts =
            statement.executeQuery(
                "SELECT count(*), coalesce(sum(total - removed), 0) FROM directory")) {
      counts.next();
      return new DirnodeStore.Kept(counts.getLong(1), counts.getLong(2));
    }
  }

  /** The row of a directory. */
  Optional<Row> find(StorageIndex directory) throws SQLException {
    find.setBytes(1, directory.bytes().toArray());
    try (ResultSet row = find.executeQuery()) {
      if (!row.next()) return Optional.empty();
      Ed25519VerifyingKey key = new Ed25519VerifyingKey(Bytes.wrap(row.getBytes(2)));
      return Optional.of(
          new Row(
              row.getLong(1), key, row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6)));
    }
  }

  /** The entry in {@code slot}. */
  Optional<VdriveEntry> entry(long directory, Slot slot) throws SQLException {
    entry.setLong(1, directory);
    entry.setBytes(2, slot.bytes().toArray());
    try (ResultSet row = entry.executeQuery()) {
      return row.next() ? Optional.of(entry(row)) : Optional.empty();
    }
  }

  /** The entries after a slot, as many as a page may have. */
  VdrivePage page(Row directory, Optional<Slot> after, int limit) throws SQLException {
    page.setLong(1, directory.id());
    page.setBytes(2, after.map(Slot::bytes).orElse(Bytes.EMPTY).toArray());
    page.setInt(3, limit + 1);
    List<VdriveEntry> entries = new ArrayList<>();
    long size = 0;
    boolean more = false;
    try (ResultSet rows = page.executeQuery()) {
      while (!more && rows.next()) {
        more = entries.size() == limit || size >= PAGE_SIZE;
        if (more) break;
        entries.add(entry(rows));
        size += rows.getBytes(1).length;
      }
    }
    return new VdrivePage(directory.key(), directory.total(), entries, more);
  }

  private static VdriveEntry entry(ResultSet row) throws SQLException {
    return VdriveEntry.parse(Bytes.wrap(row.getBytes(1)));
  }

  /** Makes a directory, unless it is there. */
  void make(StorageIndex directory, Ed25519VerifyingKey key) throws SQLException {
    make.setBytes(1, directory.bytes().toArray());
    make.setBytes(2, key.bytes().toArray());
    make.executeUpdate();
  }

  /** Puts an entry in its slot. */
  void put(long directory, VdriveEntry entry) throws SQLException {
    put.setLong(1, directory);
    put.setBytes(2, entry.slot().bytes().toArray());
    put.setLong(3, entry.sequence());
    put.setBytes(4, entry.toBytes().toArray());
    put.executeUpdate();
  }

  /** Notes that a directory was changed, and has so many entries and removed entries more. */
  void count(long directory, int added, int removed) throws SQLException {
    count.setInt(1, added);
    count.setInt(2, removed);
    count.setLong(3, directory);
    count.executeUpdate();
  }

  /** Sets the number of pages at which the log is moved into the database. */
  void keepLogBelow(long pages) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet now = statement.executeQuery("PRAGMA wal_autocheckpoint = " + pages)) {
      now.next();
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
