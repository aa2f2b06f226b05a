package org.truckee.vdrive.postgres;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Set;
import org.truckee.GridException;
import org.truckee.platform.Timers;

/**
 * The form of a vdrive's tables, and the way from every earlier form to it. The table {@code
 * truckee_schema} holds the number of the form that is there. A change of form is one transaction:
 * a process that dies in the midst of it leaves the form as it was.
 */
final class PostgresSchema {
  /** The number of the form that this program knows. */
  static final int VERSION = 1;

  /** The statements that lead from each form to the next one; the first form has no tables. */
  private static final List<List<String>> FORMS =
      List.of(
          List.of(
              "CREATE TABLE vdrive_directory (address bytea PRIMARY KEY, key bytea NOT NULL,"
                  + " tag bigint NOT NULL, total bigint NOT NULL, removed bigint NOT NULL)",
              "CREATE TABLE vdrive_entry (address bytea NOT NULL, slot bytea NOT NULL,"
                  + " sequence bigint NOT NULL, body bytea NOT NULL,"
                  + " PRIMARY KEY (address, slot))"));

  private static final String VERSION_NOW =
      "SELECT version FROM truckee_schema WHERE part = 'vdrive'";
  private static final String NO_TABLE = "42P01";

  /**
   * Somebody else makes the same table, the type of its rows, one of its columns, or its entries in
   * the catalog, at this moment: {@code IF NOT EXISTS} sees no more than is committed.
   */
  private static final Set<String> MADE_BY_OTHERS = Set.of("23505", "42710", "42701", "42P07");

  private static final int MOST_TRIES = 10;
  private static final int PAUSE_MILLIS = 50;

  private final Timers timers;
  private final List<List<String>> forms;

  PostgresSchema(Vertx vertx) {
    this(vertx, FORMS);
  }

  /** A schema whose newest form is the last one of {@code forms}. */
  PostgresSchema(Vertx vertx, List<List<String>> forms) {
    this.timers = Timers.of(vertx);
    this.forms = forms;
  }

  /** {@code UNREACHABLE} if the tables were given another form while this program used them. */
  static void check(int version) {
    if (version != VERSION)
      throw new GridException(
          GridException.Kind.UNREACHABLE,
          "the tables of this vdrive server have a newer form than it knows",
          "it must be upgraded");
  }

  /**
   * Gives the tables the newest form; {@code BAD_CONFIG} if they have a newer one than that, and
   * then they are left as they are.
   */
  Future<Void> prepare(SqlConnection connection) {
    return prepare(connection, 1);
  }

  private Future<Void> prepare(SqlConnection connection, int number) {
    return version(connection)
        .compose(
            version ->
                version == forms.size()
                    ? Future.<Void>succeededFuture()
                    : migrate(connection, version))
        .recover(
            failure ->
                isPassing(failure) && number < MOST_TRIES
                    ? timers
                        .pause((long) PAUSE_MILLIS * number)
                        .compose(later -> prepare(connection, number + 1))
                    : Future.failedFuture(failure));
  }

  private static boolean isPassing(Throwable failure) {
    return PostgresFailure.isGivenUp(failure)
        || MADE_BY_OTHERS.contains(PostgresFailure.state(failure));
  }

  /** The form that the tables have, which is 0 where there are none. */
  private Future<Integer> version(SqlConnection connection) {
    return connection
        .query(VERSION_NOW)
        .execute()
        .map(PostgresSchema::number)
        .recover(
            failure ->
                PostgresFailure.state(failure).equals(NO_TABLE)
                    ? Future.succeededFuture(0)
                    : Future.failedFuture(failure))
        .map(this::known);
  }

  private static int number(RowSet<Row> rows) {
    return rows.size() == 0 ? 0 : rows.iterator().next().getInteger(0);
  }

  private int known(int version) {
    if (version <= forms.size()) return version;
    throw new GridException(
        GridException.Kind.BAD_CONFIG,
        "the tables were made by a newer version of Truckee: their form is %d, this program knows %d"
            .formatted(version, forms.size()),
        "upgrade this server, or name another database");
  }

  private Future<Void> migrate(SqlConnection connection, int seen) {
    return begin(connection, seen)
        .compose(open -> connection.query(VERSION_NOW + " FOR UPDATE").execute())
        .map(rows -> known(number(rows)))
        .compose(version -> improve(connection, version))
        .compose(improved -> connection.query("COMMIT").execute())
        .<Void>mapEmpty()
        .recover(
            failure ->
                connection
                    .query("ROLLBACK")
                    .execute()
                    .transform(ended -> Future.failedFuture(failure)));
  }

  private static Future<?> begin(SqlConnection connection, int seen) {
    Future<?> begun = connection.query("BEGIN").execute();
    return seen > 0
        ? begun
        : begun
            .compose(
                open ->
                    run(
                        connection,
                        "CREATE TABLE IF NOT EXISTS truckee_schema"
                            + " (part text PRIMARY KEY, version integer NOT NULL)"))
            .compose(
                made ->
                    run(
                        connection,
                        "INSERT INTO truckee_schema VALUES ('vdrive', 0)"
                            + " ON CONFLICT (part) DO NOTHING"));
  }

  /** Leads the tables from form {@code version} to the newest, step by step. */
  private Future<Void> improve(SqlConnection connection, int version) {
    Future<Void> done = Future.succeededFuture();
    for (List<String> form : forms.subList(version, forms.size()))
      for (String statement : form) done = done.compose(before -> run(connection, statement));
    return done.compose(
        improved ->
            connection
                .preparedQuery("UPDATE truckee_schema SET version = $1 WHERE part = 'vdrive'")
                .execute(Tuple.of(forms.size()))
                .mapEmpty());
  }

  private static Future<Void> run(SqlConnection connection, String statement) {
    return connection.query(statement).execute().mapEmpty();
  }
}
