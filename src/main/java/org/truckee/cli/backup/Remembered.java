package org.truckee.cli.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.truckee.cli.local.FileState;

/**
 * The things that earlier backups stored and this one can use again: each is noted in the database,
 * unchanged, and its shares are looked for before it is relied on, so that a backup that is done
 * can be restored. A database that can't be used costs time, not the backup: everything is stored
 * then.
 */
final class Remembered {
  private final BackupGateway grid;
  private final BackupDatabase database;
  private final boolean trustTimes;
  private final boolean trustGrid;
  private final Commentary commentary;

  /**
   * The memory that {@code database} holds.
   *
   * @param trustTimes whether a file of equal times is taken for unchanged
   * @param trustGrid whether shares are looked for only where the database says that it is due, as
   *     Tahoe does
   */
  Remembered(
      BackupGateway grid,
      BackupDatabase database,
      boolean trustTimes,
      boolean trustGrid,
      Commentary commentary) {
    this.grid = grid;
    this.database = database;
    this.trustTimes = trustTimes;
    this.trustGrid = trustGrid;
    this.commentary = commentary;
  }

  /** The capability of the file at {@code path}, if it was stored in this state. */
  Optional<String> file(Path path, FileState state) throws IOException {
    Optional<Known> known = ask(() -> database.file(path, state, trustTimes));
    if (known.isEmpty() || !isGood(known.get())) return Optional.empty();
    String cap = known.get().cap();
    if (known.get().checkDue()) note(() -> database.fileChecked(cap));
    return Optional.of(cap);
  }

  /** The capability of a directory with contents of the hash {@code contents}. */
  Optional<String> directory(String contents) throws IOException {
    Optional<Known> known = ask(() -> database.directory(contents));
    if (known.isEmpty() || !isGood(known.get())) return Optional.empty();
    String cap = known.get().cap();
    if (known.get().checkDue()) note(() -> database.directoryStored(contents, cap));
    return Optional.of(cap);
  }

  /** Notes that the file at {@code path} was stored in this state. */
  void fileStored(Path path, FileState state, String cap) {
    note(() -> database.fileStored(path, state, cap));
  }

  /** Notes that nothing is known of the file at {@code path}. */
  void forget(Path path) {
    note(() -> database.forget(path));
  }

  /** Notes that a directory with contents of this hash was made. */
  void directoryStored(String contents, String cap) {
    note(() -> database.directoryStored(contents, cap));
  }

  /** A thing that is readable now is used again; once in a while, only one that is healthy. */
  private boolean isGood(Known known) throws IOException {
    if (trustGrid && !known.checkDue()) return true;
    commentary.say("checking '" + known.cap() + "'");
    commentary.check();
    BackupGateway.Health health = grid.health(known.cap());
    return health == BackupGateway.Health.HEALTHY
        || (health == BackupGateway.Health.READABLE && !known.checkDue());
  }

  /** A question to the database. */
  private interface Question {
    Optional<Known> ask() throws SQLException;
  }

  /** A statement to the database. */
  private interface Statement {
    void make() throws SQLException;
  }

  private Optional<Known> ask(Question question) {
    try {
      return question.ask();
    } catch (SQLException e) {
      commentary.databaseFailed(e);
      return Optional.empty();
    }
  }

  private void note(Statement statement) {
    try {
      statement.make();
    } catch (SQLException e) {
      commentary.databaseFailed(e);
    }
  }
}
