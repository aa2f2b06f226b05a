package org.truckee.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.ext.web.RoutingContext;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.truckee.client.server.connection.ServerTimeouts;
import org.truckee.crypto.StorageIndex;
import org.truckee.testing.Waiting;
import org.truckee.testing.faults.Faults;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.http.WebPort.Answer;
import org.truckee.testing.known.Golden;

/** Downloads from servers that lie, are slow, break off, fall silent or are gone. */
class DownloadTest {
  private static final byte[] FILE = Golden.stream("download", 4_000_000);
  private static final GatewaySettings SETTINGS =
      GatewaySettings.encoding(2, 4, 5)
          .segments(16 << 10)
          .patience(new ServerTimeouts(5_000, 60_000, 60_000, 1_000));

  @TempDir Path directory;
  private TestGrid grid;
  private WebPort web;
  private String cap;
  private StorageIndex file;
  private List<TestServer> permuted;

  @BeforeEach
  void start() {
    grid = TestGrid.start(directory, 6, SETTINGS);
    web = grid.web();
    cap = web.put(FILE);
    file = TestGrid.storageIndex(cap);
    permuted = grid.permuted(file);
  }

  @AfterEach
  void stop() {
    grid.close();
  }

  private void assertComesBack() {
    assertThat(web.read(cap).bytes()).isEqualTo(FILE);
  }

  static List<Handler<RoutingContext>> faults() {
    return List.of(
        Faults.stall(),
        Faults.status(500),
        Faults.status(206),
        Faults.hangUp(),
        Faults.breakOff(),
        Faults.fallSilent());
  }

  @ParameterizedTest
  @MethodSource("faults")
  void serversThatMisbehaveFromTheStart_areReplaced(Handler<RoutingContext> fault) {
    for (int i = 0; i < 3; i++) permuted.get(i).misbehave(Faults.onRead(fault));

    assertComesBack();
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("faults")
  void serversThatMisbehaveInTheMiddle_areReplaced(Handler<RoutingContext> fault) {
    inTheMiddle(3, fault);

    assertComesBack();
    assertNothingIsHeld();
  }

  /** Makes the first {@code count} servers misbehave once each has served two blocks or so. */
  private void inTheMiddle(int count, Handler<RoutingContext> fault) {
    for (int i = 0; i < count; i++)
      permuted.get(i).misbehave(Faults.onRead(Faults.after(4, fault)));
  }

  private void assertNothingIsHeld() {
    Waiting.until(() -> assertThat(grid.gateway().gateway().memory().used()).isZero());
  }

  @Test
  void serversThatVanishInTheMiddle_areReplaced() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    inTheMiddle(3, held -> reached.countDown());
    CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> web.read(cap));
    assertThat(reached.await(Waiting.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();

    for (int i = 0; i < 3; i++) permuted.get(i).stop();

    assertThat(answer.get().bytes()).isEqualTo(FILE);
  }

  @Test
  void whenTooManyServersFailInTheMiddle_theBodyBreaksOff() {
    inTheMiddle(4, Faults.hangUp());

    assertThatThrownBy(() -> web.read(cap)).hasMessageContaining("fixed content-length");
    assertNothingIsHeld();
  }

  @Test
  void damageFoundOnTheWay_isReportedToItsServer_andNeverDelivered() {
    web = grid.gateway(SETTINGS.patience(new ServerTimeouts(5_000, 60_000, 60_000, 60_000))).web();
    permuted.get(0).damage(file, 0, 100_000);
    permuted.get(1).damage(file, 1, 1_500_000);

    assertComesBack();

    for (int i = 0; i < 2; i++) {
      TestServer server = permuted.get(i);
      Waiting.until(() -> assertThat(server.corruptionReports()).isEqualTo(1));
    }
  }

  @Test
  void aCopyOfAShare_standsInForOneThatIsSlow() throws Exception {
    for (int i = 2; i < 5; i++) Files.delete(permuted.get(i).shareFile(file, i));
    Path copy = permuted.get(5).shareFile(file, 0);
    Files.createDirectories(copy.getParent());
    Files.copy(permuted.get(0).shareFile(file, 0), copy);
    permuted.get(0).misbehave(Faults.onRead(Faults.stall()));

    assertComesBack();
  }

  @Test
  void copiesOfOneShare_areOneShare() throws Exception {
    for (int i = 1; i < 5; i++) {
      Files.copy(permuted.get(0).shareFile(file, 0), permuted.get(i).shareFile(file, 0));
      Files.delete(permuted.get(i).shareFile(file, i));
    }

    Answer answer = web.read(cap);

    assertThat(answer.status()).isEqualTo(410);
    assertThat(answer.text())
        .startsWith("NotEnoughSharesError: 1 of 5 shares could be read, 2 are needed");
  }

  @Test
  void withoutAnyShare_theAnswerSaysSo() {
    grid.servers().forEach(TestServer::stop);

    Answer answer = web.read(cap);

    assertThat(answer.status()).isEqualTo(410);
    assertThat(answer.text())
        .startsWith("NoSharesError: 0 of 5 shares could be read, 2 are needed")
        .contains(grid.server(3).name());
  }

  @Test
  @Tag("slow")
  void aReaderThatStops_stopsTheFetching_andCostsNoMemory() throws Exception {
    byte[] large = Golden.stream("large", 20_000_000);
    String largeCap = grid.web().put(large);
    long before = sent();
    try (Socket reader =
        grid.web()
            .begin("GET " + WebPort.path(largeCap) + " HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
      Waiting.untilTrue(() -> reader.getInputStream().available() > 0);
      assertNothingIsHeld();

      assertThat(sent() - before).isLessThan(large.length);
    }
    assertThat(grid.web().read(largeCap).bytes()).isEqualTo(large);
    assertNothingIsHeld();
  }

  private long sent() {
    return grid.servers().stream()
        .flatMap(server -> server.requests().stream())
        .mapToLong(TestServer.Request::bytesSent)
        .sum();
  }

  @Test
  void aReaderThatGoesAway_freesEverything() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    Promise<Void> gate = Promise.promise();
    Handler<RoutingContext> wait = Faults.waitFor(gate.future());
    inTheMiddle(
        5,
        ctx -> {
          reached.countDown();
          wait.handle(ctx);
        });
    Socket reader =
        grid.web().begin("GET " + WebPort.path(cap) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assertThat(reached.await(Waiting.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();

    reader.close();
    gate.complete();

    assertNothingIsHeld();
    assertComesBack();
  }

  @Test
  void aRange_costsOnlyTheSegmentsThatItNeeds() {
    assertThat(sentFor("bytes=0-9", 0, 10)).isLessThan(100_000);
    assertThat(sentFor("bytes=2000000-2016384", 2_000_000, 16_385)).isLessThan(120_000);
    assertThat(sentFor("bytes=-10", FILE.length - 10, 10)).isLessThan(100_000);
    assertThat(sentFor("bytes=16383-16384", 16_383, 2)).isLessThan(120_000);
  }

  private long sentFor(String range, int from, int length) {
    long before = sent();
    Answer answer = web.read(cap, "Range", range);
    assertThat(answer.status()).isEqualTo(206);
    assertThat(answer.bytes()).isEqualTo(Arrays.copyOfRange(FILE, from, from + length));
    return sent() - before;
  }
}
