package org.truckee.vdrive;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.crypto.StorageIndex;
import org.truckee.dirnode.Slot;
import org.truckee.dirnode.vdrive.VdriveEntry;
import org.truckee.platform.BlockingWork;
import org.truckee.platform.OwnerFiles;
import org.truckee.platform.SqliteLibrary;
import org.truckee.protocol.vdrive.VdriveConflict;
import org.truckee.protocol.vdrive.VdrivePage;
import org.truckee.protocol.vdrive.VdriveWrite;

/**
 * Directories in one SQLite file, with its log beside it: it needs no installation and no upkeep.
 * Questions are answered beside the writer and never wait for it.
 */
public final class SqliteDirnodeStore implements DirnodeStore {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteDirnodeStore.class);
  private static final int READERS = 4;

  private final VdriveConfig config;
  private final Vertx vertx;
  private final BlockingWork threads;
  private final BlockingQueue<SqliteConnection> readers = new ArrayBlockingQueue<>(READERS);
  private GroupCommit writer;

  /** A store in the file that {@code config} names. */
  public SqliteDirnodeStore(Vertx vertx, VdriveConfig config) {
    this.vertx = vertx;
    this.config = config;
    this.threads = BlockingWork.onThreads(vertx, "truckee-vdrive", READERS);
  }

  /** A question to the tables. */
  private interface Question<T> {
    T ask(SqliteTables tables) throws SQLException;
  }

  @Override
  public Future<Void> open() {
    return threads.telling(this::named).run(this::openAll);
  }

  /** Names the file, which the driver leaves out. */
  private Throwable named(Throwable failure) {
    return failure instanceof SQLException
        ? new GridException(
            GridException.Kind.BAD_CONFIG,
            Subject.named(config.file()),
            "can't be used: " + FailureText.sentence(failure),
            failure)
        : failure;
  }

  private void openAll() throws IOException, SQLException {
    OwnerFiles.directories(config.file().getParent());
    SqliteLibrary.load(config.file().getParent());
    // The files that SQLite puts beside it get the same permissions.
    OwnerFiles.make(config.file());
    writer = new GroupCommit(new SqliteConnection(config), config);
    while (readers.remainingCapacity() > 0) readers.add(new SqliteConnection(config));
    LOG.info(
        "vdrive: the database has {} bytes; {} bytes of its disk are free",
        Files.size(config.file()),
        Files.getFileStore(config.file()).getUsableSpace());
  }

  @Override
  public Future<Void> close() {
    return threads.run(this::closeAll).eventually(threads::close);
  }

  private void closeAll() throws InterruptedException, SQLException {
    List<SqliteConnection> open = new ArrayList<>();
    readers.drainTo(open);
    for (SqliteConnection reader : open) reader.close();
    if (writer != null) writer.close();
  }

  @Override
  public Future<Optional<Kept>> kept() {
    return ask(tables -> Optional.of(tables.kept()));
  }

  @Override
  public Future<Optional<Head>> head(StorageIndex directory) {
    return ask(tables -> tables.find(directory).map(SqliteTables.Row::head));
  }

  @Override
  public Future<Optional<Listing>> get(StorageIndex directory, Slot slot) {
    return askAbout(
        directory,
        (tables, row) -> {
          List<VdriveEntry> entry = tables.entry(row.id(), slot).stream().toList();
          return new VdrivePage(row.key(), row.total(), entry, false);
        });
  }

  @Override
  public Future<Optional<Listing>> list(StorageIndex directory, Optional<Slot> after, int limit) {
    return askAbout(directory, (tables, row) -> tables.page(row, after, limit));
  }

  /** A question about one directory. */
  private interface Paging {
    VdrivePage page(SqliteTables tables, SqliteTables.Row row) throws SQLException;
  }

  private Future<Optional<Listing>> askAbout(StorageIndex directory, Paging paging) {
    return ask(
        tables -> {
          Optional<SqliteTables.Row> row = tables.find(directory);
          if (row.isEmpty()) return Optional.empty();
          VdrivePage page = paging.page(tables, row.get());
          return Optional.of(new Listing(page, row.get().head().tag()));
        });
  }

  private <T> Future<T> ask(Question<T> question) {
    return threads.ask(() -> askNow(question));
  }

  /** Asks, and once more by a new connection if the one at hand fails. */
  private <T> T askNow(Question<T> question) throws InterruptedException, SQLException {
    SqliteConnection reader = readers.take();
    try {
      return askOnce(reader, question);
    } catch (SQLException first) {
      return askOnce(reader, question);
    } finally {
      readers.add(reader);
    }
  }

  /** Asks within one transaction, so that all parts of the answer are of the same moment. */
  private static <T> T askOnce(SqliteConnection reader, Question<T> question) throws SQLException {
    try {
      SqliteTables tables = reader.tables();
      tables.beginReading();
      T answer = question.ask(tables);
      tables.commit();
      reader.succeeded();
      return answer;
    } catch (SQLException | RuntimeException e) {
      reader.giveUp(e);
      throw e;
    }
  }

  @Override
  public Future<Optional<VdriveConflict>> write(VdriveWrite step) {
    return Future.fromCompletionStage(writer.write(step), vertx.getOrCreateContext());
  }
}
