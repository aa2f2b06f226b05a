package org.truckee.client.immutable.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.client.server.StorageServer;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.storage.WholeShares;
import org.truckee.testing.Waiting;
import org.truckee.testing.faults.Faults;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.known.Golden;

/** Shares of small files are sent with the question for room, to servers that take them so. */
class WholeSharesTest {
  private static final GatewaySettings SETTINGS = GatewaySettings.encoding(2, 4, 5);
  private static final AtomicInteger FILES = new AtomicInteger();

  private static TestGrid grid;

  @BeforeAll
  static void start(@TempDir Path directory) {
    grid = TestGrid.start(directory, 7, SETTINGS);
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  /** Has the gateway know of each server that it is well, and takes whole shares. */
  @BeforeEach
  void behave() {
    grid.servers().forEach(TestServer::behave);
    List<StorageServer> known = grid.gateway().servers().all();
    Waiting.until(
        () -> {
          known.forEach(StorageServer::poll);
          assertThat(known)
              .hasSize(7)
              .noneMatch(StorageServer::suspected)
              .allMatch(server -> server.takesWhole(WholeShares.LARGEST));
        });
  }

  private static byte[] file(int size) {
    return Golden.stream("small " + FILES.incrementAndGet(), size);
  }

  /** The kinds of requests of gateways since {@code before}, but for polls. */
  private static Set<String> kinds(TestServer server, int before) {
    Set<String> kinds = new TreeSet<>();
    for (TestServer.Request request : server.requests().subList(before, server.requests().size()))
      if (!request.path().endsWith("/version"))
        kinds.add(request.method() + " " + request.path().replaceAll("/[a-z2-7]{26}", ""));
    return kinds;
  }

  private static List<Integer> before() {
    return grid.servers().stream().map(server -> server.requests().size()).toList();
  }

  private static Set<String> kinds(List<Integer> before) {
    Set<String> kinds = new TreeSet<>();
    for (int i = 0; i < before.size(); i++) kinds.addAll(kinds(grid.server(i), before.get(i)));
    kinds.removeIf(kind -> kind.startsWith("GET"));
    return kinds;
  }

  @ParameterizedTest
  @ValueSource(ints = {56, 1000, 31_000})
  void aSmallFileIsSentInOneRequestToEachServer(int size) {
    List<Integer> before = before();
    byte[] file = file(size);

    String cap = grid.web().put(file);

    String path = "PUT /storage/v1/immutable/";
    assertThat(kinds(before))
        .containsExactly(path + "0", path + "1", path + "2", path + "3", path + "4");
    List<TestServer> permuted = grid.permuted(TestGrid.storageIndex(cap));
    for (int i = 0; i < 7; i++)
      assertThat(permuted.get(i).shares(TestGrid.storageIndex(cap)))
          .isEqualTo(i < 5 ? List.of(i) : List.of());
    for (int i = 0; i < 3; i++) permuted.get(i).misbehave(Faults.hangUp());
    assertThat(grid.web().read(cap).bytes()).isEqualTo(file);
  }

  @ParameterizedTest
  @ValueSource(ints = {34_000, 200_000})
  void aLargerOneIsNot(int size) {
    List<Integer> before = before();

    grid.web().put(file(size));

    assertThat(kinds(before))
        .contains("POST /storage/v1/immutable", "PATCH /storage/v1/immutable/0")
        .noneMatch(kind -> kind.startsWith("PUT"));
  }

  /** A server as those of Tahoe are, which say nothing of whole shares and take none. */
  private static Handler<RoutingContext> likeTahoe() {
    return ctx -> {
      ctx.addHeadersEndHandler(end -> ctx.response().headers().remove(WholeShares.HEADER));
      if (ctx.request().method().equals(HttpMethod.PUT) && !ctx.request().path().endsWith("/abort"))
        Faults.status(405).handle(ctx);
      else ctx.next();
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 7})
  void serversThatTakeNone_areAskedForRoomFirst(int count) {
    List<TestServer> plain = grid.servers().subList(0, count);
    plain.forEach(server -> server.misbehave(likeTahoe()));
    WebPort web = grid.gateway(SETTINGS).web();
    for (int i = 0; i < 5; i++) {
      List<Integer> before = before();
      byte[] file = file(900);

      String cap = web.put(file);

      StorageIndex index = TestGrid.storageIndex(cap);
      assertThat(grid.servers().stream().mapToInt(server -> server.shares(index).size()).sum())
          .isEqualTo(5);
      for (int one = 0; one < 7; one++) {
        String other = plain.contains(grid.server(one)) ? "PUT" : "PATCH";
        assertThat(kinds(grid.server(one), before.get(one)))
            .noneMatch(kind -> kind.startsWith(other));
      }
      assertThat(web.read(cap).bytes()).isEqualTo(file);
    }
  }

  @Test
  void aFileThatIsThere_isFound() {
    byte[] file = file(1000);
    String cap = grid.web().put(file);
    StorageIndex index = TestGrid.storageIndex(cap);

    assertThat(grid.web().put(file)).isEqualTo(cap);

    assertThat(grid.permuted(index).stream().map(server -> server.shares(index)))
        .containsExactly(
            List.of(0), List.of(1), List.of(2), List.of(3), List.of(4), List.of(), List.of());
  }

  @Test
  void aShareThatIsThereButDamaged_doesNotCount_andIsPutElsewhere() {
    byte[] file = file(1000);
    String cap = grid.web().put(file);
    StorageIndex index = TestGrid.storageIndex(cap);
    List<TestServer> permuted = grid.permuted(index);
    for (int i = 0; i < 2; i++) permuted.get(i).damage(index, i, 100);

    assertThat(grid.web().put(file)).isEqualTo(cap);

    assertThat(permuted.get(5).shares(index)).hasSize(1);
    assertThat(permuted.get(6).shares(index)).hasSize(1);
    for (int i = 0; i < 4; i++) permuted.get(i).misbehave(Faults.hangUp());
    assertThat(grid.web().read(cap).bytes()).isEqualTo(file);
  }

  @Test
  void whatAServerRefuses_goesToAnother() {
    grid.server(0).misbehave(Faults.onWrite(Faults.status(507)));
    grid.server(1).misbehave(Faults.onWrite(Faults.status(500)));
    grid.server(2).misbehave(Faults.onWrite(Faults.hangUp()));
    for (int i = 0; i < 5; i++) {
      byte[] file = file(1000);

      String cap = grid.web().put(file);

      StorageIndex index = TestGrid.storageIndex(cap);
      assertThat(grid.server(0).shares(index)).isEmpty();
      assertThat(
              grid.servers().stream().flatMap(server -> server.shares(index).stream()).distinct())
          .hasSize(5);
      assertThat(grid.web().read(cap).bytes()).isEqualTo(file);
    }
    assertThat(grid.uploadsUnderWay()).isZero();
  }

  @Test
  void whereTooFewTakeShares_theUploadFails_andSaysWhy() {
    for (int i = 0; i < 4; i++) grid.server(i).misbehave(Faults.onWrite(Faults.status(507)));

    WebPort.Answer answer = grid.web().send("PUT", "/uri", file(1000));

    assertThat(answer.status()).isIn(503, 507);
    assertThat(answer.text()).contains("at least 4 are needed", grid.server(0).name());
    assertThat(grid.uploadsUnderWay()).isZero();
  }
}
