package org.truckee.vdrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.truckee.GridException;
import org.truckee.protocol.vdrive.VdriveChange;
import org.truckee.protocol.vdrive.VdriveConflict;
import org.truckee.protocol.vdrive.VdriveWrite;
import org.truckee.testing.Waiting;
import org.truckee.testing.database.OldPooler;
import org.truckee.testing.database.PostgresServer;
import org.truckee.vdrive.postgres.DatabaseConfig;
import org.truckee.vdrive.postgres.PostgresDirnodeStore;
import org.truckee.worker.Codec;

/** Directories in a real PostgreSQL. */
class PostgresDirnodeStoreTest extends DirnodeStoreContract {
  private static final VdriveLimits LIMITS = new VdriveLimits(true, MAXIMUM_ENTRIES, 256 << 10, 10);
  private static final String DATABASE = PostgresServer.OPEN;
  private static PostgresServer server;

  private final Codec codec = Waiting.of(Codec.deploy(vertx, 2));

  @BeforeAll
  static void makeDatabase() {
    server = PostgresServer.shared();
    server.makeDatabase(DATABASE);
  }

  @AfterAll
  static void dropDatabase() {
    if (server != null) server.ask("postgres", "DROP DATABASE " + DATABASE + " WITH (FORCE)");
  }

  @Override
  @AfterEach
  void close() {
    super.close();
    server.ask(DATABASE, "DROP TABLE IF EXISTS vdrive_directory, vdrive_entry, truckee_schema");
  }

  @Override
  DirnodeStore newStore() {
    return store(config());
  }

  private static DatabaseConfig config() {
    return PostgresServer.config(server.address(DATABASE) + "?sslmode=disable", LIMITS);
  }

  private DirnodeStore store(DatabaseConfig config) {
    return new PostgresDirnodeStore(vertx, codec, config);
  }

  /** Another server on the same database, while {@code work} is done. */
  private void beside(DatabaseConfig config, Consumer<DirnodeStore> work) {
    DirnodeStore second = store(config);
    Waiting.of(second.open());
    work.accept(second);
    Waiting.of(second.close());
  }

  private void besideAnother(Consumer<DirnodeStore> work) {
    beside(config(), work);
  }

  private static Future<Optional<VdriveConflict>> write(
      DirnodeStore store, VdriveChange... changes) {
    return store.write(new VdriveWrite(List.of(), List.of(changes)));
  }

  @Test
  void whatOneServerWrites_anotherOneSeesAtOnce() {
    besideAnother(
        second -> {
          write(put(writer, "a", 1));
          assertThat(Waiting.of(write(second, put(writer, "a", 1)))).isPresent();
          assertThat(Waiting.of(write(second, put(writer, "a", 2)))).isEmpty();
        });
    assertThat(get(writer, "a").get(0).sequence()).isEqualTo(2);
  }

  @Test
  void twoServersAtOnce_keepTheLimitsTogether() {
    fillUp(writer, MAXIMUM_ENTRIES - 10);
    besideAnother(
        second -> {
          List<Future<Optional<VdriveConflict>>> writes = new ArrayList<>();
          for (int i = 0; i < 20; i++) {
            writes.add(write(store, put(writer, "one " + i, 1)));
            writes.add(write(second, put(writer, "two " + i, 1)));
          }
          Waiting.of(Future.join(writes).transform(done -> Future.succeededFuture()));
          assertThat(writes).filteredOn(Future::succeeded).hasSize(10);
          assertThat(writes)
              .filteredOn(Future::failed)
              .allMatch(full -> GridException.is(full.cause(), GridException.Kind.NO_SPACE));
        });
    assertThat(Waiting.of(store.head(writer.reader().address())).orElseThrow().total())
        .isEqualTo(MAXIMUM_ENTRIES);
  }

  /** Each of them would wait for the other, if both took the directories in their own order. */
  @Test
  void stepsOverTheSameDirectoriesInAnyOrder_allEnd() {
    besideAnother(
        second -> {
          List<Future<Optional<VdriveConflict>>> writes = new ArrayList<>();
          for (int i = 0; i < 50; i++) {
            writes.add(write(store, put(writer, "a" + i, 1), put(other, "a" + i, 1)));
            writes.add(write(second, put(other, "b" + i, 1), put(writer, "b" + i, 1)));
          }
          Waiting.of(Future.all(writes).mapEmpty());
          assertThat(writes).allMatch(write -> write.result().isEmpty());
        });
  }

  @Test
  void serversThatMakeTheSameDirectory_makeItOnce() {
    besideAnother(
        second -> {
          List<Future<Optional<VdriveConflict>>> writes = new ArrayList<>();
          for (int i = 0; i < 40; i++) {
            DirnodeStore one = i % 2 == 0 ? store : second;
            VdriveChange entry = put(writer(3), "child " + i, 1);
            writes.add(
                one.write(new VdriveWrite(List.of(writer(3).verifyingKey()), List.of(entry))));
          }
          Waiting.of(Future.all(writes).mapEmpty());
        });
    assertThat(Waiting.of(store.head(writer(3).reader().address())).orElseThrow().total())
        .isEqualTo(40);
  }

  @Test
  void aServerThatIsOlderThanTheTables_leavesThemAlone() {
    write(put(writer, "a", 1));
    server.ask(DATABASE, "UPDATE truckee_schema SET version = 2");

    assertThatThrownBy(() -> write(put(writer, "b", 1))).hasMessageContaining("must be upgraded");
    assertThatThrownBy(() -> make(writer(3))).hasMessageContaining("must be upgraded");

    assertThat(server.ask(DATABASE, "SELECT FROM vdrive_entry").size()).isEqualTo(1);
    assertThat(server.ask(DATABASE, "SELECT FROM vdrive_directory").size()).isEqualTo(2);
    assertThatThrownBy(this::reopen)
        .hasMessageContaining("newer version of Truckee: their form is 2");
  }

  @Test
  void connectionsThatWereEnded_areOpenedAnew() {
    for (int i = 1; i <= 10; i++) {
      server.ask(
          DATABASE,
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'truckee'");
      assertThat(write(put(writer, "a", i))).isEmpty();
      assertThat(get(writer, "a").get(0).sequence()).isEqualTo(i);
    }
  }

  @Test
  void aDatabaseThatOnlyReadsForAWhile_isBusyMeanwhile() {
    String change = "ALTER DATABASE " + DATABASE;
    server.ask("postgres", change + " SET default_transaction_read_only = on");
    server.ask(
        DATABASE,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'truckee'");

    assertThatThrownBy(() -> write(put(writer, "a", 1)))
        .isInstanceOfSatisfying(
            GridException.class,
            busy -> assertThat(busy.kind()).isEqualTo(GridException.Kind.BUSY));

    server.ask("postgres", change + " RESET default_transaction_read_only");
    assertThat(write(put(writer, "a", 1))).as("by a connection that is new again").isEmpty();
  }

  @Test
  @Tag("slow")
  void aDumpThatIsBroughtBack_isAStateOfThen_whoseTagsNameNoOtherState() throws Exception {
    write(put(writer, "a", 1));
    String then = tag(writer);
    server.dump(DATABASE, DATABASE + ".dump");
    write(put(writer, "b", 1));
    String later = tag(writer);
    String second = DATABASE + "_back";
    server.makeDatabase(second);
    server.bringBack(second, DATABASE + ".dump");

    DirnodeStore back = store(PostgresServer.config(server.address(second), LIMITS));
    Waiting.of(back.open());
    assertThat(tag(back)).isEqualTo(then);
    Waiting.of(write(back, put(writer, "c", 1)));
    assertThat(tag(back)).isNotIn(then, later);
    Waiting.of(back.close());
  }

  private String tag(DirnodeStore of) {
    return Waiting.of(of.head(writer.reader().address())).orElseThrow().tag();
  }

  @Test
  @Tag("slow")
  void anOldPooler_isBorneWithoutPreparedStatements() throws IOException {
    try (OldPooler pooler = OldPooler.before(server)) {
      DatabaseConfig usual = PostgresServer.config(pooler.address(DATABASE), LIMITS);
      DatabaseConfig unprepared =
          new DatabaseConfig(
              usual.address(),
              usual.password(),
              usual.key(),
              usual.limits(),
              new DatabaseConfig.Use(16, false));
      beside(
          unprepared,
          second -> {
            List<Future<Optional<VdriveConflict>>> writes = new ArrayList<>();
            for (int i = 0; i < 100; i++)
              writes.add(write(second, put(i % 2 == 0 ? writer : other, "child " + i, 1)));
            Waiting.of(Future.all(writes).mapEmpty());
            for (int i = 0; i < 20; i++)
              assertThat(
                      page(second.list(writer.reader().address(), Optional.empty(), 100)).entries())
                  .hasSize(50);
          });
    }
  }
}
