package org.truckee.vdrive.postgres;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.GridException;
import org.truckee.platform.ContextBound;

/** The first look at a database, which finds out whether a server can keep directories in it. */
final class PostgresStart {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresStart.class);

  private static final String SETTINGS =
      "SELECT current_setting('server_version'), current_setting('transaction_read_only'),"
          + " current_setting('fsync', true), current_setting('synchronous_commit', true)";

  private final DatabaseConfig config;
  private final PostgresSchema schema;

  PostgresStart(DatabaseConfig config, PostgresSchema schema) {
    this.config = config;
    this.schema = schema;
  }

  /** Prepares the tables; {@code BAD_CONFIG} says what is wrong with the database. */
  Future<Void> check(Vertx vertx) {
    Pool patient = PostgresConnections.patient(vertx, config);
    return check(patient).eventually(() -> PostgresConnections.end(patient));
  }

  private Future<Void> check(Pool pool) {
    return ContextBound.within(
            TimeUnit.SECONDS.toMillis(PostgresConnections.WAIT_SECONDS), pool.getConnection())
        .compose(
            connection ->
                settings(connection)
                    .compose(checked -> schema.prepare(connection))
                    .eventually(() -> connection.close()))
        .recover(failure -> Future.failedFuture(new RefusedStart(config).of(failure)));
  }

  private Future<Void> settings(SqlConnection connection) {
    return connection
        .query(SETTINGS)
        .execute()
        .compose(
            rows -> {
              Row row = rows.iterator().next();
              if ("on".equals(row.getString(1)))
                return Future.failedFuture(
                    new GridException(
                        GridException.Kind.BAD_CONFIG,
                        "the database only reads: it is a copy of another one",
                        "name that one"));
              tell(row);
              return Future.succeededFuture();
            });
  }

  private void tell(Row row) {
    LOG.info("vdrive: the database is {}, version {}", config.address(), row.getString(0));
    boolean durable = config.limits().durable();
    if (durable && "off".equals(row.getString(2)))
      LOG.warn("the database's setting fsync is off: a power cut there loses directories");
    if (durable && "off".equals(row.getString(3)))
      LOG.warn("the database's setting synchronous_commit is off: a crash there loses changes");
  }
}
