package org.truckee.vdrive.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.truckee.testing.Waiting;
import org.truckee.testing.database.PostgresServer;
import org.truckee.vdrive.VdriveLimits;

/** A change of the tables' form in the midst of which the server or the database dies. */
@Tag("slow")
class KilledMigrationTest {
  private static final String DATABASE = "forms";
  private static final List<String> FIRST = List.of("CREATE TABLE letter (text text)");
  private static final List<String> SECOND = second("");

  /** The same, with time to die in the midst of it. */
  private static final List<String> SLOW = second("SELECT pg_sleep(2)");

  private static List<String> second(String between) {
    String first = "ALTER TABLE letter ADD COLUMN pages integer NOT NULL DEFAULT 1";
    String second = "ALTER TABLE letter ADD COLUMN stamp text";
    return between.isEmpty() ? List.of(first, second) : List.of(first, between, second);
  }

  private final PostgresServer server = PostgresServer.start(new String[0]);
  private final Vertx vertx = Vertx.vertx();

  @BeforeEach
  void make() {
    server.makeDatabase(DATABASE);
    Waiting.of(prepare(vertx, List.of(FIRST)));
  }

  @AfterEach
  void end() {
    Waiting.of(vertx.close());
    server.close();
  }

  private Future<Void> prepare(Vertx own, List<List<String>> forms) {
    Pool pool =
        PostgresConnections.patient(
            own, PostgresServer.config(server.address(DATABASE), VdriveLimits.USUAL));
    return pool.withConnection(
            (SqlConnection connection) -> new PostgresSchema(own, forms).prepare(connection))
        .eventually(pool::close);
  }

  private void untilInTheMidst() {
    Waiting.untilTrue(
        () ->
            server
                    .ask(
                        "postgres",
                        "SELECT FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(2)'"
                            + " AND state = 'active'")
                    .size()
                == 1);
  }

  private String columns() {
    return server
        .ask(
            DATABASE,
            "SELECT (SELECT version FROM truckee_schema) || ': ' || string_agg(column_name, ' '"
                + " ORDER BY ordinal_position) FROM information_schema.columns"
                + " WHERE table_name = 'letter'")
        .iterator()
        .next()
        .getString(0);
  }

  @Test
  void aServerThatDies_leavesTheOldFormToTheNextOne() {
    Vertx dying = Vertx.vertx();
    Future<Void> cutOff = prepare(dying, List.of(FIRST, SLOW));
    untilInTheMidst();
    Waiting.of(dying.close());

    assertThat(columns()).isEqualTo("1: text");
    Waiting.of(prepare(vertx, List.of(FIRST, SECOND)));

    assertThat(columns()).isEqualTo("2: text pages stamp");
    assertThat(cutOff.succeeded()).isFalse();
  }

  @Test
  void aDatabaseThatDies_comesBackWithTheOldForm() throws Exception {
    Future<Void> cutOff = prepare(vertx, List.of(FIRST, SLOW));
    untilInTheMidst();
    server.kill();
    Waiting.untilTrue(cutOff::failed);
    server.startAgain();

    assertThat(columns()).isEqualTo("1: text");
    Waiting.of(prepare(vertx, List.of(FIRST, SECOND)));
    assertThat(columns()).isEqualTo("2: text pages stamp");
  }
}
