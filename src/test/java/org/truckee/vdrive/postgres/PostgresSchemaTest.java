package org.truckee.vdrive.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.truckee.testing.Waiting;
import org.truckee.testing.database.PostgresServer;
import org.truckee.vdrive.VdriveLimits;

/** The way of tables from one form to the next. */
class PostgresSchemaTest {
  private static final String DATABASE = "forms";
  private static final Vertx VERTX = Vertx.vertx();

  private static final List<String> FIRST = List.of("CREATE TABLE letter (text text)");
  private static final List<String> SECOND =
      List.of(
          "ALTER TABLE letter ADD COLUMN pages integer NOT NULL DEFAULT 1",
          "UPDATE letter SET pages = 2");
  private static final List<String> BROKEN =
      List.of("ALTER TABLE letter ADD COLUMN stamp text", "ALTER TABLE nothing ADD COLUMN a text");

  private static PostgresServer server;
  private PostgresConnections connections;

  @BeforeAll
  static void start() {
    server = PostgresServer.shared();
  }

  @AfterAll
  static void stop() {
    Waiting.of(VERTX.close());
  }

  @BeforeEach
  void connect() {
    server.makeDatabase(DATABASE);
    connections =
        PostgresConnections.of(
            VERTX, PostgresServer.config(server.address(DATABASE), VdriveLimits.USUAL));
  }

  @AfterEach
  void end() {
    Waiting.of(connections.close());
    server.ask("postgres", "DROP DATABASE " + DATABASE + " WITH (FORCE)");
  }

  private Future<Void> prepare(List<List<String>> forms) {
    return connections
        .readers()
        .withConnection(
            (SqlConnection connection) -> new PostgresSchema(VERTX, forms).prepare(connection));
  }

  private int version() {
    return server
        .ask(DATABASE, "SELECT version FROM truckee_schema WHERE part = 'vdrive'")
        .iterator()
        .next()
        .getInteger(0);
  }

  private int columns() {
    return server
        .ask(DATABASE, "SELECT FROM information_schema.columns WHERE table_name = 'letter'")
        .size();
  }

  @Test
  void tables_goFromFormToForm_andOnceOnly() {
    Waiting.of(prepare(List.of(FIRST)));
    assertThat(version()).isEqualTo(1);
    server.ask(DATABASE, "INSERT INTO letter VALUES ('Dear reader')");

    Waiting.of(prepare(List.of(FIRST, SECOND)));
    Waiting.of(prepare(List.of(FIRST, SECOND)));

    assertThat(version()).isEqualTo(2);
    assertThat(server.ask(DATABASE, "SELECT pages FROM letter").iterator().next().getInteger(0))
        .isEqualTo(2);
  }

  @Test
  void aNewDatabase_getsTheNewestFormAtOnce() {
    Waiting.of(prepare(List.of(FIRST, SECOND)));

    assertThat(version()).isEqualTo(2);
    assertThat(columns()).isEqualTo(2);
  }

  @Test
  void aNewerForm_isLeftAsItIs() {
    Waiting.of(prepare(List.of(FIRST, SECOND)));

    assertThatThrownBy(() -> Waiting.of(prepare(List.of(FIRST))))
        .hasMessageContaining("newer version of Truckee: their form is 2, this program knows 1");

    assertThat(version()).isEqualTo(2);
    assertThat(columns()).isEqualTo(2);
  }

  @Test
  void aChangeOfFormThatFails_leavesTheOldFormWhole() {
    Waiting.of(prepare(List.of(FIRST)));

    assertThatThrownBy(() -> Waiting.of(prepare(List.of(FIRST, BROKEN))))
        .hasMessageContaining("nothing");

    assertThat(version()).isEqualTo(1);
    assertThat(columns()).isEqualTo(1);
    Waiting.of(prepare(List.of(FIRST, SECOND)));
    assertThat(version()).isEqualTo(2);
  }

  @Test
  void serversThatStartTogether_makeTheTablesOnce() {
    List<Future<Void>> starts = new ArrayList<>();
    for (int i = 0; i < 8; i++) starts.add(prepare(List.of(FIRST, SECOND)));

    Waiting.of(Future.join(starts).mapEmpty());

    assertThat(version()).isEqualTo(2);
  }
}
