package org.truckee.vdrive.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transactions on the connections of a pool. One that fails by no fault of its own is made again,
 * since every step may be made twice. The database itself ends a transaction whose server has gone.
 */
final class PostgresTransactions {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresTransactions.class);

  private static final String BEGIN =
      "BEGIN; SET LOCAL lock_timeout = '10s'; SET LOCAL statement_timeout = '20s';"
          + " SET LOCAL idle_in_transaction_session_timeout = '20s'";

  private static final String UNSAFE = "; SET LOCAL synchronous_commit = off";

  private final Pool pool;
  private final Tries tries;
  private final String begin;

  /**
   * Transactions of {@code pool}.
   *
   * @param durable whether a change is on the database's disk before it is acknowledged
   */
  PostgresTransactions(Pool pool, Tries tries, boolean durable) {
    this.pool = pool;
    this.tries = tries;
    this.begin = durable ? BEGIN : BEGIN + UNSAFE;
  }

  /** The result of {@code work}, whose changes stay if {@code keeps} says so of it. */
  <T> Future<T> run(Predicate<T> keeps, Function<SqlConnection, Future<T>> work) {
    return tries.run(
        () ->
            pool.getConnection()
                .compose(
                    connection ->
                        within(connection, keeps, work).eventually(() -> connection.close())));
  }

  private <T> Future<T> within(
      SqlConnection connection, Predicate<T> keeps, Function<SqlConnection, Future<T>> work) {
    // The statement that is under way tells of it, too.
    connection.exceptionHandler(ended -> LOG.debug("a connection to the database ended", ended));
    // The work's first statements go out with it, without waiting for its answer.
    Future<RowSet<Row>> begun = connection.query(begin).execute();
    Future<T> worked = work.apply(connection);
    return begun
        .compose(open -> worked)
        .compose(result -> end(connection, keeps.test(result) ? "COMMIT" : "ROLLBACK").map(result))
        .recover(failure -> rollback(connection, failure));
  }

  private static <T> Future<T> rollback(SqlConnection connection, Throwable failure) {
    Future<Void> ended = end(connection, "ROLLBACK");
    // A connection to what is only a copy now must not come back to the pool.
    if (PostgresFailure.isReadOnly(failure))
      ended = end(connection, "SELECT pg_terminate_backend(pg_backend_pid())");
    return ended.transform(done -> Future.failedFuture(failure));
  }

  private static Future<Void> end(SqlConnection connection, String statement) {
    return connection.query(statement).execute().mapEmpty();
  }
}
