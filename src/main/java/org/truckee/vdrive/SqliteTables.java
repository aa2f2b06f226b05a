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
import org.sqlite.SQLiteConfig;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.Ed25519VerifyingKey;
import org.truckee.crypto.StorageIndex;
import org.truckee.dirnode.Slot;
import org.truckee.dirnode.VdriveEntry;
import org.truckee.protocol.VdrivePage;

/**
 * The tables of a vdrive database, through one connection: directories, each with a number for its
 * latest change, and their entries in the order of slots. The epoch is another one whenever numbers
 * may have gone back, so that epoch and number together name one state. Blocks; one thread at a
 * time.
 */
final class SqliteTables implements AutoCloseable {
  /** What marks a database as one of these. */
  private static final int APPLICATION_ID = 0x54724456;

  private static final int SCHEMA = 1;
  private static final int BUSY_MILLIS = 30_000;

  /** A page holds this many bytes of entries at most, and one entry more. */
  private static final int PAGE_SIZE = 1 << 20;

  /** A directory's row. */
  record Row(long id, Ed25519VerifyingKey key, long version, long total, long epoch) {
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
            "SELECT id, key, version, total, (SELECT number FROM epoch)"
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
            "UPDATE directory SET version = version + 1, total = total + ? WHERE id = ?");
  }

  /** Opens the database in {@code file}, and makes it if it is not there. */
  static SqliteTables open(Path file, boolean durable) throws SQLException {
    SqliteTables tables = null;
    Connection connection = connect(file, durable);
    try {
      prepare(connection);
      tables = new SqliteTables(connection);
      return tables;
    } finally {
      if (tables == null) connection.close();
    }
  }

  /** A connection to the database in {@code file}. */
  static Connection connect(Path file, boolean durable) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(
        durable ? SQLiteConfig.SynchronousMode.FULL : SQLiteConfig.SynchronousMode.OFF);
    config.setBusyTimeout(BUSY_MILLIS);
    return config.createConnection("jdbc:sqlite:" + file);
  }

  private static void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      if (number(statement, "PRAGMA user_version") == 0) make(statement);
      statement.execute("COMMIT");
      check(statement);
    }
  }

  /** Fails if {@code file} is no database that {@link #open} made, or a copy of one. */
  static void check(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    try (Connection connection = config.createConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      check(statement);
    }
  }

  private static void check(Statement statement) throws SQLException {
    if (number(statement, "PRAGMA application_id") != APPLICATION_ID
        || number(statement, "PRAGMA user_version") != SCHEMA)
      throw new SQLException("not a vdrive database of this version");
  }

  private static void make(Statement statement) throws SQLException {
    statement.execute("PRAGMA application_id = " + APPLICATION_ID);
    statement.execute("PRAGMA user_version = " + SCHEMA);
    statement.execute("CREATE TABLE epoch (number INTEGER NOT NULL)");
    statement.execute("INSERT INTO epoch VALUES (random())");
    statement.execute(
        "CREATE TABLE directory (id INTEGER PRIMARY KEY, address BLOB NOT NULL UNIQUE,"
            + " key BLOB NOT NULL, version INTEGER NOT NULL, total INTEGER NOT NULL)");
    statement.execute(
        "CREATE TABLE entry (directory INTEGER NOT NULL, slot BLOB NOT NULL,"
            + " sequence INTEGER NOT NULL, body BLOB NOT NULL,"
            + " PRIMARY KEY (directory, slot)) WITHOUT ROWID");
  }

  private static long number(Statement statement, String question) throws SQLException {
    try (ResultSet answer = statement.executeQuery(question)) {
      return answer.getLong(1);
    }
  }

  /** Begins a transaction, from the first question in which all see the same state. */
  void beginReading() throws SQLException {
    execute("BEGIN");
  }

  /** Begins a transaction that nobody else changes anything beside. */
  void beginWriting() throws SQLException {
    execute("BEGIN IMMEDIATE");
  }

  /** Ends a transaction, and makes last what it changed. */
  void commit() throws SQLException {
    execute("COMMIT");
  }

  /** Ends a transaction, and takes back what it changed. */
  void rollback() throws SQLException {
    execute("ROLLBACK");
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The row of a directory. */
  Optional<Row> find(StorageIndex directory) throws SQLException {
    find.setBytes(1, directory.bytes().toArray());
    try (ResultSet row = find.executeQuery()) {
      if (!row.next()) return Optional.empty();
      Ed25519VerifyingKey key = new Ed25519VerifyingKey(Bytes.wrap(row.getBytes(2)));
      return Optional.of(
          new Row(row.getLong(1), key, row.getLong(3), row.getLong(4), row.getLong(5)));
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

  /** Notes that a directory was changed, and has {@code added} entries more. */
  void count(long directory, int added) throws SQLException {
    count.setInt(1, added);
    count.setLong(2, directory);
    count.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
