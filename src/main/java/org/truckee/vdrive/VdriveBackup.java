package org.truckee.vdrive;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.truckee.FailureText;
import org.truckee.GridException;

/**
 * Copies a vdrive database and brings a copy back, both while its server runs. A copy is one state
 * of the whole. A restore adds missing entries and replaces older ones, so nothing that was written
 * since is lost, and clients see no number go back. Blocks.
 */
public final class VdriveBackup {
  private VdriveBackup() {}

  /**
   * Writes a copy of {@code database} to {@code file}; {@code BAD_CONFIG} if the file exists
   * already.
   */
  public static void backup(Path database, Path file) {
    if (Files.exists(file)) throw bad("the file exists already; choose another name", null);
    if (!Files.exists(database)) throw bad("there is no vdrive to copy", null);
    try (Connection connection = SqliteSchema.connect(database, true);
        PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
      copy.setString(1, file.toString());
      copy.executeUpdate();
    } catch (SQLException e) {
      throw bad("the copy can't be made: " + FailureText.sentence(e), e);
    }
  }

  /**
   * The outcome of a restore.
   *
   * @param newer the entries of which the server had a newer state, removals among them; they stay
   */
  public record Restored(long directories, long entries, long newer) {
    /** The outcome of two restores. */
    public Restored plus(Restored other) {
      return new Restored(
          directories + other.directories, entries + other.entries, newer + other.newer);
    }
  }

  /** Brings the entries of the copy in {@code file} back into {@code database}. */
  public static Restored restore(Path database, Path file) {
    VdriveCopy.check(file);
    try {
      SqliteTables.open(database, true).close();
      return merge(database, file);
    } catch (SQLException e) {
      throw bad("the copy can't be brought back: " + FailureText.sentence(e), e);
    }
  }

  private static Restored merge(Path database, Path file) throws SQLException {
    try (Connection connection = SqliteSchema.connect(database, true);
        PreparedStatement attach = connection.prepareStatement("ATTACH ? AS copy");
        Statement statement = connection.createStatement()) {
      attach.setString(1, file.toString());
      attach.executeUpdate();
      statement.execute("BEGIN IMMEDIATE");
      long newer = newer(statement);
      int directories =
          statement.executeUpdate(
              "INSERT OR IGNORE INTO directory (address, key, version, total)"
                  + " SELECT address, key, 0, 0 FROM copy.directory");
      int entries =
          statement.executeUpdate(
              "INSERT INTO entry (directory, slot, sequence, body)"
                  + " SELECT directory.id, old.slot, old.sequence, old.body FROM copy.entry AS old"
                  + " JOIN copy.directory AS place ON place.id = old.directory"
                  + " JOIN directory ON directory.address = place.address WHERE true"
                  + " ON CONFLICT (directory, slot) DO UPDATE"
                  + " SET sequence = excluded.sequence, body = excluded.body"
                  + " WHERE excluded.sequence > entry.sequence");
      statement.execute(SqliteSchema.COUNT_ALL);
      statement.execute("UPDATE epoch SET number = random()");
      statement.execute("COMMIT");
      return new Restored(directories, entries, newer);
    }
  }

  private static long newer(Statement statement) throws SQLException {
    try (ResultSet count =
        statement.executeQuery(
            "SELECT count(*) FROM copy.entry AS old"
                + " JOIN copy.directory AS place ON place.id = old.directory"
                + " JOIN directory ON directory.address = place.address"
                + " JOIN entry ON entry.directory = directory.id AND entry.slot = old.slot"
                + " WHERE entry.sequence > old.sequence")) {
      return count.getLong(1);
    }
  }

  private static GridException bad(String message, Throwable cause) {
    return new GridException(GridException.Kind.BAD_CONFIG, message, cause);
  }
}
