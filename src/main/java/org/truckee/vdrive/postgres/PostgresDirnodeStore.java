package org.truckee.vdrive.postgres;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.StorageIndex;
import org.truckee.dirnode.Slot;
import org.truckee.dirnode.vdrive.VdriveEntry;
import org.truckee.platform.ContextBound;
import org.truckee.protocol.vdrive.VdriveConflict;
import org.truckee.protocol.vdrive.VdrivePage;
import org.truckee.protocol.vdrive.VdriveWrite;
import org.truckee.vdrive.DirnodeStore;
import org.truckee.worker.Codec;

/**
 * Directories in a PostgreSQL database, which other vdrive servers may use at the same time: all
 * that is known of a directory is in its row. The tag of a directory is random after each change,
 * so that it names one state, also where a backup was brought back.
 */
public final class PostgresDirnodeStore implements DirnodeStore {
  /** A little longer than the database itself waits. */
  private static final long DEADLINE_MILLIS = TimeUnit.SECONDS.toMillis(30);

  private final Vertx vertx;
  private final Codec codec;
  private final DatabaseConfig config;
  private final Random random = new SecureRandom();
  private final DatabaseNews news;
  private final Tries tries;
  private PostgresConnections connections;
  private PostgresTransactions transactions;

  /** A store in the database that {@code config} names; {@code codec} reads long pages. */
  public PostgresDirnodeStore(Vertx vertx, Codec codec, DatabaseConfig config) {
    this.vertx = vertx;
    this.codec = codec;
    this.config = config;
    this.news = new DatabaseNews(config.address());
    this.tries = new Tries(vertx, random);
  }

  @Override
  public Future<Void> open() {
    PostgresStart start = new PostgresStart(config, new PostgresSchema(vertx));
    connections = PostgresConnections.of(vertx, config);
    transactions =
        new PostgresTransactions(connections.writers(), tries, config.limits().durable());
    return start.check(vertx);
  }

  @Override
  public Future<Void> close() {
    return connections == null ? Future.succeededFuture() : connections.close();
  }

  @Override
  public Future<Optional<Kept>> kept() {
    return ask(PostgresSql.KEPT, Tuple.tuple())
        .map(rows -> first(rows).map(row -> new Kept(row.getLong(0), row.getLong(1))));
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public Future<Optional<Head>> head(StorageIndex directory) {
    return ask(PostgresSql.HEAD, Tuple.of(PostgresRows.buffer(directory.bytes())))
        .map(rows -> first(rows).map(PostgresRows::head));
  }

  @Override
  public Future<Optional<Listing>> get(StorageIndex directory, Slot slot) {
    return ask(
            PostgresSql.GET,
            Tuple.of(PostgresRows.buffer(directory.bytes()), PostgresRows.buffer(slot.bytes())))
        .map(rows -> listing(rows, 1));
  }

  @Override
  public Future<Optional<Listing>> list(StorageIndex directory, Optional<Slot> after, int limit) {
    Bytes last = after.map(Slot::bytes).orElse(Bytes.EMPTY);
    return ask(
            PostgresSql.PAGE,
            Tuple.of(PostgresRows.buffer(directory.bytes()), PostgresRows.buffer(last), limit + 1L))
        .compose(
            rows ->
                codec.run(
                    (long) rows.size() * VdriveEntry.TOMBSTONE_SIZE, () -> listing(rows, limit)));
  }

  /** The entries of an answer, as far as they come with their bodies, and at most {@code limit}. */
  private static Optional<Listing> listing(RowSet<Row> rows, int limit) {
    Optional<Head> head = first(rows).map(PostgresRows::head);
    if (head.isEmpty()) return Optional.empty();
    List<VdriveEntry> entries = new ArrayList<>();
    boolean more = false;
    for (Row row : rows) {
      if (row.getValue(4) == null) break;
      more = entries.size() == limit || row.getValue(3) == null;
      if (more) break;
      entries.add(PostgresRows.entry(row, 3));
    }
    VdrivePage page = new VdrivePage(head.get().key(), head.get().total(), entries, more);
    return Optional.of(new Listing(page, head.get().tag()));
  }

  private static Optional<Row> first(RowSet<Row> rows) {
    return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
  }

  @Override
  public Future<Optional<VdriveConflict>> write(VdriveWrite step) {
    return inTime(
        () ->
            transactions.run(
                Optional::isEmpty,
                connection ->
                    new PostgresStep(
                            step, connection, config.limits().maximumEntries(), random.nextLong())
                        .make()));
  }

  private Future<RowSet<Row>> ask(String question, Tuple arguments) {
    return inTime(
        () -> tries.run(() -> connections.readers().preparedQuery(question).execute(arguments)));
  }

  private <T> Future<T> inTime(Supplier<Future<T>> work) {
    return ContextBound.within(DEADLINE_MILLIS, work.get())
        .onSuccess(done -> news.succeeded())
        .recover(
            failure -> {
              news.failed(failure);
              return Future.failedFuture(PostgresFailure.told(failure));
            });
  }
}
