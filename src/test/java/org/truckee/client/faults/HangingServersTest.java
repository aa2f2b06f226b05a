package org.truckee.client.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.client.server.StorageServer;
import org.truckee.client.server.connection.ServerTimeouts;
import org.truckee.testing.Waiting;
import org.truckee.testing.faults.Faults;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.known.Golden;

/**
 * Servers that take requests and answer nothing, while a gateway has so much patience with each
 * request that no test would end that waited for one.
 */
@Timeout(50)
class HangingServersTest {
  private static final byte[] FILE = Golden.stream("hanging", 100_000);
  private static final ServerTimeouts ENDLESS = new ServerTimeouts(3_000, 600_000, 600_000, 100);

  @TempDir Path directory;
  private TestGrid grid;
  private WebPort web;

  @BeforeEach
  void start() {
    GatewaySettings settings =
        GatewaySettings.encoding(3, 7, 10).segments(16 << 10).patience(ENDLESS);
    grid = TestGrid.start(directory, 10, settings);
    web = grid.web();
  }

  @AfterEach
  void stop() {
    grid.close();
  }

  private List<TestServer> hang(int count) {
    List<TestServer> hanging = grid.servers().subList(0, count);
    hanging.forEach(server -> server.misbehave(Faults.stall()));
    return hanging;
  }

  private String put(int number) {
    return web.put(Golden.stream("hanging " + number, 20_000));
  }

  private List<StorageServer> suspected() {
    return grid.gateway().servers().all().stream().filter(StorageServer::suspected).toList();
  }

  @Test
  void threeOfTen_areDoneWithout_andThenAskedForNothing() {
    String before = web.put(FILE);
    List<TestServer> hanging = hang(3);

    String first = put(1);
    Waiting.until(() -> assertThat(suspected()).hasSize(3));
    hanging.forEach(server -> server.requests().clear());
    for (int i = 2; i < 6; i++) assertThat(web.read(put(i)).status()).isEqualTo(200);

    assertThat(web.read(before).bytes()).isEqualTo(FILE);
    assertThat(web.read(first).status()).isEqualTo(200);
    for (StorageServer server : suspected())
      assertThat(hanging).extracting(TestServer::name).contains(server.name());
  }

  /** A server that stalls notes no request, so those that came are counted by the fault. */
  @Test
  void whoIsKnownToHang_isAskedForNothingButWhetherItIsThere() {
    String before = web.put(FILE);
    String mutable = WebPort.path(web.send("PUT", "/uri?format=sdmf", FILE).text());
    String folder = WebPort.path(web.send("POST", "/uri?t=mkdir", new byte[0]).text());
    Queue<String> asked = new ConcurrentLinkedQueue<>();
    for (TestServer server : grid.servers().subList(0, 3))
      server.misbehave(
          ctx -> {
            if (!ctx.request().path().endsWith("/version")) asked.add(ctx.request().path());
            Faults.stall().handle(ctx);
          });
    put(1);
    grid.gateway().servers().all().stream()
        .filter(server -> grid.servers().subList(0, 3).stream().anyMatch(is(server)))
        .forEach(StorageServer::dawdled);
    asked.clear();

    put(2);
    assertThat(web.read(before).bytes()).isEqualTo(FILE);
    assertThat(web.get(mutable).status()).isEqualTo(200);
    assertThat(web.send("PUT", mutable, FILE).status()).isEqualTo(200);
    assertThat(web.send("PUT", mutable, FILE).status()).isEqualTo(200);
    assertThat(web.send("PUT", folder + "/child", FILE).status()).isEqualTo(201);
    assertThat(web.get(folder + "?t=json").status()).isEqualTo(200);
    assertThat(web.send("PUT", "/uri?format=sdmf", FILE).status()).isEqualTo(200);
    assertThat(web.send("POST", "/uri?t=mkdir", new byte[0]).status()).isEqualTo(200);
    for (String path : List.of(WebPort.path(before), mutable, folder))
      assertThat(web.send("POST", path + "?t=check&output=json", new byte[0]).text())
          .contains("\"recoverable\": true");

    assertThat(asked).isEmpty();
  }

  private static Predicate<TestServer> is(StorageServer server) {
    return test -> test.name().equals(server.name());
  }

  @Test
  void aFile_isChecked_withoutWaitingForThem() {
    String cap = web.put(FILE);
    hang(3);

    String checked =
        web.send("POST", WebPort.path(cap) + "?t=check&output=json", new byte[0]).text();

    assertThat(checked).contains("\"count-shares-good\": 7");
  }

  @Test
  void whereTooFewAreLeft_anUploadFailsSoon_andSaysWhoDidNotAnswer() {
    List<TestServer> hanging = hang(7);

    for (int i = 0; i < 2; i++) {
      WebPort.Answer answer = web.send("PUT", "/uri?convergent=false", FILE);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.text()).contains("at least 7 are needed").contains(hanging.get(0).name());
    }
  }

  @Test
  void whereTooFewSharesAreToBeHad_aReaderIsToldSoon() {
    String cap = put(1);
    hang(8);

    WebPort.Answer answer = web.read(cap);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.text()).contains("3 are needed");
  }

  @Test
  void oneThatTakesAShare_andConfirmsNothing_isDoneWithout() {
    grid.server(1).misbehave(Faults.onWrite(Faults.stall()));

    String cap = web.put(FILE);

    assertThat(web.read(cap).bytes()).isEqualTo(FILE);
  }

  @Test
  void oneThatHealed_isUsedAgain() {
    List<TestServer> hanging = hang(3);
    put(1);
    hanging.forEach(TestServer::behave);

    grid.waitUntilTrusted();
    put(2);

    for (TestServer server : hanging)
      assertThat(server.requests()).anyMatch(r -> r.method().equals(HttpMethod.PATCH));
  }
}
