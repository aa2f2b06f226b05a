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
import org.truckee.cli.session.CommandFailure;

/**
 * What was backed up before: for each file its size and times and the capability that it was stored
 * under, and for each directory that of its contents. It is Tahoe's {@code backupdb.sqlite}, of
 * version 2, and may be shared with it: like Tahoe it keeps capabilities as bytes, and reads text
 * too. Safe for several threads, one at a time.
 *
 * <p>What was stored or checked less than a month ago is relied on; after two months it is always
 * checked first, and in between by chance, so that not everything falls due at once.
 */
final class BackupDatabase implements AutoCloseable {
  private static final long NO_CHECK_BEFORE = TimeUnit.DAYS.toSeconds(30);
  private static final long ALWAYS_CHECK_AFTER = TimeUnit.DAYS.toSeconds(60);

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
    BackupDatabase database =
        new BackupDatabase(DriverManager.getConnection("jdbc:sqlite:" + file), clock, random);
    BackupSchema.prepare(database.connection);
    return database;
  }

  /** The capability of the file at {@code path}, if it has not changed since it was stored. */
  synchronized Optional<Known> file(Path path, LocalMetadata now, boolean trustTimes)
      throws SQLException {
    String query =
        "SELECT f.size, f.mtime, f.ctime, c.filecap, u.last_checked FROM local_files f"
            + " JOIN caps c ON c.fileid = f.fileid JOIN last_upload u ON u.fileid = f.fileid"
            + " WHERE f.path = ?";
    try (PreparedStatement select = connection.prepareStatement(query)) {
      select.setString(1, path.toString());
      try (ResultSet row = select.executeQuery()) {
        boolean same =
            row.next()
                && trustTimes
                && row.getLong(1) == now.size()
                && row.getLong(2) == now.modifiedSeconds()
                && row.getLong(3) == now.changedSeconds();
        return same ? Optional.of(known(row, 4)) : Optional.empty();
      }
    }
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
  synchronized void fileStored(Path path, LocalMetadata as, String cap) throws SQLException {
    long id = fileId(cap);
    update("REPLACE INTO last_upload VALUES (?, ?, ?)", id, now(), now());
    update(
        "REPLACE INTO local_files (path, size, mtime, ctime, fileid) VALUES (?, ?, ?, ?, ?)",
        path.toString(),
        as.size(),
        as.modifiedSeconds(),
        as.changedSeconds(),
        id);
    connection.commit();
  }

  /** Notes that the file behind {@code cap} is whole. */
  synchronized void fileChecked(String cap) throws SQLException {
    update("UPDATE last_upload SET last_checked = ? WHERE fileid = ?", now(), fileId(cap));
    connection.commit();
  }

  /** Notes that a directory with these contents was made, or is whole, under {@code cap}. */
  synchronized void directoryStored(String contents, String cap) throws SQLException {
    update("DELETE FROM directories WHERE dirhash = ?", contents);
    update(
        "REPLACE INTO directories VALUES (?, ?, ?, ?)", bytes(contents), bytes(cap), now(), now());
    connection.commit();
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
