package org.truckee.vdrive;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.Ed25519VerifyingKey;
import org.truckee.crypto.StorageIndex;
import org.truckee.dirnode.vdrive.VdriveEntry;
import org.truckee.protocol.vdrive.VdrivePage;

/**
 * A copy of a vdrive database that {@link VdriveBackup} made, to be read as it is. The signatures
 * of its entries are not checked here. Blocks; one thread at a time.
 */
public final class VdriveCopy implements AutoCloseable {
  private static final long PART_SIZE = 1 << 20;

  private final Connection connection;
  private final PreparedStatement find;
  private final PreparedStatement entries;

  private VdriveCopy(Connection connection) throws SQLException {
    this.connection = connection;
    find = connection.prepareStatement("SELECT id, key, total FROM directory WHERE address = ?");
    entries = connection.prepareStatement("SELECT body FROM entry WHERE directory = ?");
  }

  /**
   * Opens the copy in {@code file}; {@code BAD_CONFIG} if there is none, if it is damaged, or if
   * another version made it.
   */
  public static VdriveCopy open(Path file) {
    if (!Files.isRegularFile(file)) throw bad("there is no backup under that name", null);
    try {
      return checked(SqliteSchema.connectToRead(file));
    } catch (SQLException e) {
      throw damaged(e);
    }
  }

  /** Fails as {@link #open} does. */
  static void check(Path file) {
    open(file).close();
  }

  private static VdriveCopy checked(Connection connection) throws SQLException {
    VdriveCopy copy = null;
    try {
      checkVersion(version(connection));
      checkWhole(connection);
      copy = new VdriveCopy(connection);
      return copy;
    } finally {
      if (copy == null) connection.close();
    }
  }

  private static void checkVersion(int version) {
    if (version != SqliteSchema.VERSION)
      throw bad(
          "the backup was made by %s version of Truckee, in a form of its own"
              .formatted(version > SqliteSchema.VERSION ? "a newer" : "another"),
          null);
  }

  private static int version(Connection connection) {
    try {
      return SqliteSchema.version(connection);
    } catch (SQLException e) {
      throw bad("the file is no backup of a vdrive", e);
    }
  }

  private static void checkWhole(Connection connection) throws SQLException {
    String fault = SqliteSchema.fault(connection);
    if (!fault.isEmpty()) throw bad("the backup is damaged: " + fault, null);
  }

  /** All entries of a directory, removed ones among them; empty if it is not in the copy. */
  public Optional<VdrivePage> directory(StorageIndex address) {
    try {
      find.setBytes(1, address.bytes().toArray());
      try (ResultSet row = find.executeQuery()) {
        if (!row.next()) return Optional.empty();
        Ed25519VerifyingKey key = new Ed25519VerifyingKey(Bytes.wrap(row.getBytes(2)));
        return Optional.of(new VdrivePage(key, row.getLong(3), entries(row.getLong(1)), false));
      }
    } catch (SQLException e) {
      throw damaged(e);
    }
  }

  /** Some entries of the directory whose key it is. */
  public record Part(Ed25519VerifyingKey key, List<VdriveEntry> entries) {}

  /**
   * Gives {@code reader} all directories, each in parts that are no larger than a page; one without
   * entries is one empty part.
   */
  public void read(Consumer<Part> reader) {
    try (Statement statement = connection.createStatement();
        ResultSet directories = statement.executeQuery("SELECT id, key FROM directory")) {
      while (directories.next())
        read(
            directories.getLong(1),
            new Ed25519VerifyingKey(Bytes.wrap(directories.getBytes(2))),
            reader);
    } catch (SQLException e) {
      throw damaged(e);
    }
  }

  private void read(long directory, Ed25519VerifyingKey key, Consumer<Part> reader)
      throws SQLException {
    entries.setLong(1, directory);
    List<VdriveEntry> part = new ArrayList<>();
    long size = 0;
    try (ResultSet rows = entries.executeQuery()) {
      while (rows.next()) {
        VdriveEntry entry = VdriveEntry.parse(Bytes.wrap(rows.getBytes(1)));
        if (part.size() == VdrivePage.MAX_ENTRIES || size + entry.size() > PART_SIZE) {
          reader.accept(new Part(key, List.copyOf(part)));
          part.clear();
          size = 0;
        }
        part.add(entry);
        size += entry.size();
      }
    }
    reader.accept(new Part(key, List.copyOf(part)));
  }

  private List<VdriveEntry> entries(long directory) throws SQLException {
    entries.setLong(1, directory);
    List<VdriveEntry> all = new ArrayList<>();
    try (ResultSet rows = entries.executeQuery()) {
      while (rows.next()) all.add(VdriveEntry.parse(Bytes.wrap(rows.getBytes(1))));
    }
    return all;
  }

  private static GridException damaged(SQLException cause) {
    return bad("the backup can't be read: " + FailureText.sentence(cause), cause);
  }

  private static GridException bad(String message, Throwable cause) {
    return new GridException(GridException.Kind.BAD_CONFIG, message, cause);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw damaged(e);
    }
  }
}
