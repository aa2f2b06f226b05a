package org.truckee.client.upkeep.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.truckee.FailureText;
import org.truckee.client.upkeep.plan.RepairRule;
import org.truckee.client.upkeep.plan.UpkeepFigures;
import org.truckee.platform.OwnerFiles;
import org.truckee.platform.SqliteLibrary;

/**
 * The open database: its tables, and what counts over all of them. Blocks; one thread at a time.
 */
final class UpkeepDatabase implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UpkeepDatabase.class);

  /** The kinds of failures of a file that holds something else than it should. */
  private static final Set<Integer> OWN_FAULTS =
      Set.of(
          SQLiteErrorCode.SQLITE_CORRUPT.code,
          SQLiteErrorCode.SQLITE_NOTADB.code,
          SQLiteErrorCode.SQLITE_ERROR.code);

  private static final String PAUSED = "paused";
  private static final String ATTEMPTED = "repairs attempted";
  private static final String SUCCESSFUL = "repairs successful";

  private static final String COUNTS =
      String.join(
          " ",
          "SELECT count(*), ifnull(sum(checked = 0), 0),",
          "ifnull(sum(checked > 0 AND good >= expected), 0), ifnull(sum(low_since > 0), 0),",
          "ifnull(sum(low_since > 0 AND (good < needed OR failed >= " + RepairRule.VAIN + ")), 0),",
          "ifnull(sum(due <= ?), 0), min(due) FROM thing");

  private final Connection connection;
  final ThingTable things;
  final RootTable roots;
  final EnablerTable enablers;
  final ServerTable servers;

  private UpkeepDatabase(Connection connection) throws SQLException {
    this.connection = connection;
    this.things = new ThingTable(connection);
    this.roots = new RootTable(connection);
    this.enablers = new EnablerTable(connection);
    this.servers = new ServerTable(connection);
  }

  /**
   * Opens the database in {@code file}, and makes it if it is missing. A damaged one is put aside
   * at {@code now}, and another one is begun: the next walk finds all things again.
   */
  static UpkeepDatabase open(Path file, Instant now) throws IOException, SQLException {
    OwnerFiles.directories(file.getParent());
    SqliteLibrary.load(file.getParent());
    // The files that SQLite puts beside it get the same permissions.
    OwnerFiles.make(file);
    try {
      return new UpkeepDatabase(UpkeepSchema.open(file));
    } catch (SQLException failure) {
      if (isPassing(failure)) throw failure;
      putAside(file, now, failure);
      OwnerFiles.make(file);
      return new UpkeepDatabase(UpkeepSchema.open(file));
    }
  }

  /** Returns whether a full disk, or the like, and not the database itself is at fault. */
  private static boolean isPassing(SQLException failure) {
    return failure instanceof SQLiteException sqlite && !OWN_FAULTS.contains(primary(sqlite));
  }

  /** The kind of the failure, of which SQLite's codes tell more in their higher bytes. */
  private static int primary(SQLiteException failure) {
    return failure.getResultCode().code & 0xff;
  }

  private static void putAside(Path file, Instant now, SQLException damage) throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + ".damaged-" + now.getEpochSecond());
    Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
    for (String log : List.of("-wal", "-shm"))
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + log));
    LOG.warn(
        "the upkeep database can't be used ({}); it is put aside as {}, and begun anew",
        FailureText.sentence(damage),
        aside.getFileName());
  }

  /** A step that writes. */
  interface Step {
    void run() throws SQLException;
  }

  /** Takes {@code step} as one transaction. */
  void write(Step step) throws SQLException {
    execute("BEGIN IMMEDIATE");
    boolean done = false;
    try {
      step.run();
      execute("COMMIT");
      done = true;
    } finally {
      if (!done) execute("ROLLBACK");
    }
  }

  /** Forgets what was last seen before {@code time}, as {@link ThingTable#forgetSeenBefore}. */
  int forgetSeenBefore(Instant time, Instant now) throws SQLException {
    AtomicInteger forgotten = new AtomicInteger();
    write(
        () -> {
          forgotten.set(things.forgetSeenBefore(time, now));
          enablers.keepThin(now);
        });
    return forgotten.get();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Notes whether upkeep is paused. */
  void pause(boolean on) throws SQLException {
    note(PAUSED, on ? 1 : 0);
  }

  /** Counts a repair. */
  void countRepair(boolean successful) throws SQLException {
    note(ATTEMPTED, noted(ATTEMPTED) + 1);
    if (successful) note(SUCCESSFUL, noted(SUCCESSFUL) + 1);
  }

  /** Makes all things due at {@code now}, and all roots due for a walk. */
  void makeAllDue(Instant now) throws SQLException {
    execute("UPDATE thing SET due = " + now.toEpochMilli() + " WHERE due > " + now.toEpochMilli());
    execute("UPDATE root SET tried = 0");
  }

  private void note(String name, long number) throws SQLException {
    try (PreparedStatement put =
        connection.prepareStatement("INSERT OR REPLACE INTO note VALUES (?, ?)")) {
      put.setString(1, name);
      put.setLong(2, number);
      put.executeUpdate();
    }
  }

  private long noted(String name) throws SQLException {
    try (PreparedStatement find =
        connection.prepareStatement("SELECT number FROM note WHERE name = ?")) {
      find.setString(1, name);
      try (ResultSet row = find.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }

  /** The figures at {@code now}. */
  UpkeepFigures figures(Instant now) throws SQLException {
    UpkeepFigures.Repairs repairs = new UpkeepFigures.Repairs(noted(ATTEMPTED), noted(SUCCESSFUL));
    boolean paused = noted(PAUSED) == 1;
    try (PreparedStatement counts = connection.prepareStatement(COUNTS)) {
      counts.setLong(1, now.toEpochMilli());
      try (ResultSet row = counts.executeQuery()) {
        UpkeepFigures.Things all =
            new UpkeepFigures.Things(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6));
        Instant oldest = all.all() == 0 ? Instant.MAX : ThingTable.time(row, 7);
        return new UpkeepFigures(all, oldest, roots.all(), repairs, paused);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
