package org.truckee.vdrive;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.GridException;
import org.truckee.protocol.vdrive.VdriveConflict;
import org.truckee.protocol.vdrive.VdriveWrite;

/**
 * The one writer of a database. All steps that wait when it comes to them go into one transaction,
 * and so share one wait for the disk: many clients together write much faster than one alone. A
 * step is acknowledged when that transaction is on the disk.
 */
final class GroupCommit {
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
  private static final int MAX_WAITING = 10_000;
  private static final int MAX_GROUP = 500;
  private static final long LOOK_MILLIS = 200;
  private static final long END_MILLIS = TimeUnit.SECONDS.toMillis(30);

  private record Waiting(
      VdriveWrite step, CompletableFuture<Optional<VdriveConflict>> acknowledged) {}

  /** The outcome of a step that waits for its transaction. */
  private record Made(Waiting waiting, Optional<VdriveConflict> conflict, GridException refusal) {
    void acknowledge() {
      if (refusal == null) waiting.acknowledged().complete(conflict);
      else waiting.acknowledged().completeExceptionally(refusal);
    }
  }

  private final SqliteConnection connection;
  private final VdriveConfig config;
  private final RemovalReserve reserve;
  private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MAX_WAITING);
  private final Thread thread = new Thread(this::run, "truckee-vdrive-writer");
  private volatile boolean closed;

  /** A writer through {@code connection}, which it closes at its end. */
  GroupCommit(SqliteConnection connection, VdriveConfig config) {
    this.connection = connection;
    this.config = config;
    this.reserve = new RemovalReserve(config);
    thread.setDaemon(true);
    thread.start();
  }

  /** As {@link DirnodeStore#write}; completes on the writer's thread. */
  CompletableFuture<Optional<VdriveConflict>> write(VdriveWrite step) {
    Waiting waiting = new Waiting(step, new CompletableFuture<>());
    if (closed || !queue.offer(waiting))
      waiting
          .acknowledged()
          .completeExceptionally(
              new GridException(
                  GridException.Kind.BUSY, "too many changes wait", "try again in a moment"));
    return waiting.acknowledged();
  }

  private void run() {
    try {
      while (!closed || !queue.isEmpty()) {
        Waiting first = queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) commit(first);
      }
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      LOG.warn("the vdrive database can't be closed", e);
    }
  }

  private void commit(Waiting first) {
    List<Waiting> group = new ArrayList<>(List.of(first));
    queue.drainTo(group, MAX_GROUP - 1);
    try {
      List<Made> made = new ArrayList<>();
      SqliteTables tables = connection.tables();
      boolean scarce = reserve.isTouched();
      tables.beginWriting();
      for (Waiting waiting : group) made.add(make(tables, waiting, scarce));
      tables.commit();
      connection.succeeded();
      made.forEach(Made::acknowledge);
    } catch (SQLException | RuntimeException | Error e) {
      connection.giveUp(e);
      group.forEach(waiting -> waiting.acknowledged().completeExceptionally(SqliteFailure.of(e)));
    }
  }

  private Made make(SqliteTables tables, Waiting waiting, boolean scarce) throws SQLException {
    try {
      if (scarce) RemovalReserve.requireRemoval(waiting.step());
      SqliteStep step = new SqliteStep(tables, config.limits().maximumEntries());
      return new Made(waiting, step.make(waiting.step()), null);
    } catch (GridException refusal) {
      return new Made(waiting, Optional.empty(), refusal);
    }
  }

  /** Writes what waits, and ends. Blocks. */
  void close() throws InterruptedException {
    closed = true;
    thread.join(END_MILLIS);
  }
}
