package org.truckee.cli.backup;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.truckee.cli.local.FileState;
import org.truckee.cli.session.CommandFailure;

/**
 * The memory of earlier backups: for each file its size and times and the capability that it was
 * stored under, and for each directory that of its contents. It is Tahoe's {@code backupdb.sqlite},
 * of version 2, and may be shared with it: like Tahoe it keeps capabilities as bytes, and reads
 * text too. Beside Tahoe's tables stands one of ours with the finer times of files, so that a
 * change within a second is seen. Safe for several threads, one at a time, and for several backups
 * at once: none holds it while the network works.
 *
 * <p>An entry that was stored or checked less than a month ago is relied on; after two months it is
 * always checked first, and in between by chance, so that not everything falls due at once.
 */
final class BackupDatabase implements AutoCloseable {
  private static final long NO_CHECK_BEFORE = TimeUnit.DAYS.toSeconds(30);
  private static final long ALWAYS_CHECK_AFTER = TimeUnit.DAYS.toSeconds(60);

  /** The seconds after which a file was at rest that Tahoe noted with whole seconds. */
  private static final double REST_SECONDS = 2;

  /** The time for which another backup may hold the database, which it does for moments only. */
  private static final int PATIENCE_MILLIS = (int) TimeUnit.SECONDS.toMillis(60);

  private final Connection connection;
  private final InstantSource clock;
  private final RandomGenerator random;

  private BackupDatabase(Connection connection, InstantSource clock, RandomGenerator random) {
    this.connection = connection;
    this.clock = clock;
    this.random = random;
  }

  /** Opens the one in {@code file}, or makes it. */
  static BackupDatabase open(Path file, InstantSource clock, RandomGenerator random)
      throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = " + PATIENCE_MILLIS);
      BackupDatabase database = new BackupDatabase(connection, clock, random);
      database.atOnce(() -> BackupSchema.prepare(connection));
      return database;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** The capability of the file at {@code path}, if it has not changed since it was stored. */
  synchronized Optional<Known> file(Path path, FileState now, boolean trustTimes)
      throws SQLException {
    String query =
        "SELECT f.size, f.mtime, f.ctime, c.filecap, u.last_checked, u.last_uploaded,"
            + " t.mtime, t.ctime, t.inode FROM local_files f"
            + " JOIN caps c ON c.fileid = f.fileid JOIN last_upload u ON u.fileid = f.fileid"
            + " LEFT JOIN truckee_times t ON t.path = f.path WHERE f.path = ?";
    try (PreparedStatement select = connection.prepareStatement(query)) {
      select.setString(1, path.toString());
      try (ResultSet row = select.executeQuery()) {
        return row.next() && trustTimes && isSame(row, now)
            ? Optional.of(known(row, 4))
            : Optional.empty();
      }
    }
  }

  private static boolean isSame(ResultSet row, FileState now) throws SQLException {
    if (row.getLong(1) != now.size()
        || row.getLong(2) != now.modified().to(TimeUnit.SECONDS)
        || row.getLong(3) != now.changed().to(TimeUnit.SECONDS)) return false;
    long modified = row.getLong(7);
    boolean byTahoe = row.wasNull();
    if (byTahoe) return row.getDouble(6) - Math.max(row.getLong(2), row.getLong(3)) > REST_SECONDS;
    return modified == now.modifiedNanos()
        && row.getLong(8) == now.changedNanos()
        && row.getLong(9) == now.inode();
  }

  /** The capability of a directory whose contents have the hash {@code contents}. */
  synchronized Optional<Known> directory(String contents) throws SQLException {
    String query = "SELECT dircap, last_checked FROM directories WHERE dirhash = ? OR dirhash = ?";
    try (PreparedStatement select = connection.prepareStatement(query)) {
      select.setBytes(1, bytes(contents));
      select.setString(2, contents);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(known(row, 1)) : Optional.empty();
      }
    }
  }

  private Known known(ResultSet row, int column) throws SQLException {
    double age = now() - row.getDouble(column + 1);
    double due = (age - NO_CHECK_BEFORE) / (ALWAYS_CHECK_AFTER - NO_CHECK_BEFORE);
    return new Known(row.getString(column), random.nextDouble() < due);
  }

  /** Notes that the file at {@code path} was stored under {@code cap}. */
  synchronized void fileStored(Path path, FileState as, String cap) throws SQLException {
    atOnce(
        () -> {
          long id = fileId(cap);
          update("REPLACE INTO last_upload VALUES (?, ?, ?)", id, now(), now());
          update(
              "REPLACE INTO local_files (path, size, mtime, ctime, fileid) VALUES (?, ?, ?, ?, ?)",
              path.toString(),
              as.size(),
              as.modified().to(TimeUnit.SECONDS),
              as.changed().to(TimeUnit.SECONDS),
              id);
          update(
              "REPLACE INTO truckee_times VALUES (?, ?, ?, ?)",
              path.toString(),
              as.modifiedNanos(),
              as.changedNanos(),
              as.inode());
        });
  }

  /** Forgets the file at {@code path}: its entry may not describe the file that is there. */
  synchronized void forget(Path path) throws SQLException {
    update("DELETE FROM local_files WHERE path = ?", path.toString());
  }

  /** Notes that the file behind {@code cap} is whole. */
  synchronized void fileChecked(String cap) throws SQLException {
    atOnce(
        () ->
            update("UPDATE last_upload SET last_checked = ? WHERE fileid = ?", now(), fileId(cap)));
  }

  /** Notes that a directory with these contents was made, or is whole, under {@code cap}. */
  synchronized void directoryStored(String contents, String cap) throws SQLException {
    atOnce(
        () -> {
          update("DELETE FROM directories WHERE dirhash = ?", contents);
          update(
              "REPLACE INTO directories VALUES (?, ?, ?, ?)",
              bytes(contents),
              bytes(cap),
              now(),
              now());
        });
  }

  /** Statements of which other backups see all or none. */
  private interface Change {
    void make() throws SQLException;
  }

  /** Makes {@code change} in a transaction of its own, which waits for those of other backups. */
  private void atOnce(Change change) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      try {
        change.make();
        statement.execute("COMMIT");
      } catch (SQLException | RuntimeException e) {
        statement.execute("ROLLBACK");
        throw e;
      }
    }
  }

  private long fileId(String cap) throws SQLException {
    String query = "SELECT fileid FROM caps WHERE filecap = ? OR filecap = ?";
    try (PreparedStatement select = connection.prepareStatement(query)) {
      select.setBytes(1, bytes(cap));
      select.setString(2, cap);
      try (ResultSet row = select.executeQuery()) {
        if (row.next()) return row.getLong(1);
      }
    }
    update("INSERT INTO caps (filecap) VALUES (?)", (Object) bytes(cap));
    try (Statement last = connection.createStatement();
        ResultSet row = last.executeQuery("SELECT last_insert_rowid()")) {
      if (!row.next()) throw CommandFailure.failed("the backup database lost a row");
      return row.getLong(1);
    }
  }

  private void update(String text, Object... values) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(text)) {
      for (int i = 0; i < values.length; i++) update.setObject(i + 1, values[i]);
      update.executeUpdate();
    }
  }

  private double now() {
    return clock.millis() / 1000.0;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public synchronized void close() throws SQLException {
    connection.close();
  }
}
