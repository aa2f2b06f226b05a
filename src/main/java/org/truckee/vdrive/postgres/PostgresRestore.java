package org.truckee.vdrive.postgres;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.Random;
import java.util.concurrent.CompletionException;
import org.truckee.GridException;
import org.truckee.vdrive.VdriveBackup;
import org.truckee.vdrive.VdriveCopy;

/**
 * Brings the directories of a copy that {@link VdriveBackup} made into a PostgreSQL database, while
 * its servers run: what is missing or older there. A directory comes in parts, each in a
 * transaction of its own; a restore that was cut off is begun again, and finds what it did. It is
 * also the way of a vdrive server from a file to a database. Blocks.
 */
public final class PostgresRestore {
  private final DatabaseConfig config;
  private final Random random = new SecureRandom();
  private VdriveBackup.Restored restored = new VdriveBackup.Restored(0, 0, 0);

  /** A restore into the database that {@code config} names. */
  public PostgresRestore(DatabaseConfig config) {
    this.config = config;
  }

  /** Brings {@code copy} back. */
  public VdriveBackup.Restored from(VdriveCopy copy) {
    Vertx vertx = Vertx.vertx();
    try {
      restore(vertx, copy);
      return restored;
    } finally {
      result(vertx.close());
    }
  }

  private void restore(Vertx vertx, VdriveCopy copy) {
    PostgresConnections connections = PostgresConnections.of(vertx, config);
    result(new PostgresStart(config, new PostgresSchema(vertx)).check(vertx));
    PostgresTransactions transactions =
        new PostgresTransactions(connections.writers(), new Tries(vertx, random), true);
    copy.read(part -> restored = restored.plus(result(restore(transactions, part))));
    result(connections.close());
  }

  private Future<VdriveBackup.Restored> restore(
      PostgresTransactions transactions, VdriveCopy.Part part) {
    return transactions
        .run(
            (VdriveBackup.Restored done) -> true,
            connection -> new RestoredPart(part, connection, random.nextLong()).bringBack())
        .recover(
            failure ->
                Future.failedFuture(
                    new RefusedStart(config)
                        .of(failure)
                        .and("the restore can be begun again, and goes on where it was")));
  }

  private static <T> T result(Future<T> step) {
    try {
      return step.toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof GridException ours) throw ours;
      throw e;
    }
  }
}
