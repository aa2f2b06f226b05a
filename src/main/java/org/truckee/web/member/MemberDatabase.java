package org.truckee.web.member;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.platform.OwnerFiles;
import org.truckee.platform.SqliteLibrary;

/**
 * The open file of members: its tables, and the steps that are taken on them, each whole or not at
 * all. Blocks; thread-safe.
 */
final class MemberDatabase implements AutoCloseable {
  private final Connection connection;
  final MemberTable members;
  final SessionTable sessions;
  final StoredTable stored;

  private MemberDatabase(Connection connection) {
    this.connection = connection;
    this.members = new MemberTable(connection);
    this.sessions = new SessionTable(connection);
    this.stored = new StoredTable(connection);
  }

  /** Opens {@code file}, as {@link MemberStore#open} does. */
  static MemberDatabase open(Path file) throws IOException {
    OwnerFiles.directories(file.getParent());
    SqliteLibrary.load(file.getParent());
    try {
      // The files that SQLite puts beside it get the same permissions.
      OwnerFiles.make(file);
      return new MemberDatabase(MemberSchema.open(file));
    } catch (SQLException e) {
      throw new GridException(
          GridException.Kind.BAD_CONFIG,
          Subject.named(file),
          "can't be used; bring it back from a copy: " + FailureText.sentence(e),
          e);
    }
  }

  /** A step that reads or writes. */
  interface Step<T> {
    T take() throws SQLException;
  }

  /** A step without a result. */
  interface Change {
    void make() throws SQLException;
  }

  /** The result of {@code step}, which only reads. */
  synchronized <T> T ask(Step<T> step) throws IOException {
    try {
      return step.take();
    } catch (SQLException e) {
      throw new IOException("the file of members fails: " + FailureText.sentence(e), e);
    }
  }

  /** The result of {@code step}, which is one transaction. */
  <T> T write(Step<T> step) throws IOException {
    return ask(
        () -> {
          execute("BEGIN IMMEDIATE");
          boolean done = false;
          try {
            T result = step.take();
            execute("COMMIT");
            done = true;
            return result;
          } finally {
            if (!done) execute("ROLLBACK");
          }
        });
  }

  /** Makes {@code change}, which is one transaction. */
  void change(Change change) throws IOException {
    write(
        () -> {
          change.make();
          return true;
        });
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws IOException {
    ask(
        () -> {
          connection.close();
          return true;
        });
  }
}
