package org.truckee.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Promise;
import io.vertx.core.http.HttpMethod;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

/** Uploads to servers that are full, fail, stall or have something already. */
class UploadTest {
  private static final byte[] FILE = Golden.stream("upload", 100_000);
  private static final GatewaySettings SETTINGS =
      GatewaySettings.encoding(2, 4, 5).segments(16 << 10);
  private static final ServerTimeouts HASTY = new ServerTimeouts(2_000, 1_500, 1_500, 500);

  @TempDir Path directory;
  private TestGrid grid;

  @AfterEach
  void stop() {
    grid.close();
  }

  private void start(int servers) {
    grid = TestGrid.start(directory, servers, SETTINGS);
  }

  private void startHasty(int servers) {
    grid = TestGrid.start(directory, servers, SETTINGS.patience(HASTY));
  }

  private long writes() {
    return grid.servers().stream()
        .flatMap(server -> server.requests().stream())
        .filter(request -> request.method().equals(HttpMethod.PATCH))
        .count();
  }

  private void assertNothingIsLeft() throws Exception {
    Waiting.until(() -> assertThat(grid.gateway().gateway().memory().used()).isZero());
    Waiting.until(() -> assertThat(grid.uploadsUnderWay()).isZero());
    Path temporary = directory.resolve("gateway/tmp");
    if (!Files.exists(temporary)) return;
    try (Stream<Path> files = Files.list(temporary)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void sharesGoToThePermutedServers_oneToEach() {
    start(8);

    StorageIndex file = TestGrid.storageIndex(grid.web().put(FILE));

    List<TestServer> permuted = grid.permuted(file);
    for (int i = 0; i < 8; i++)
      assertThat(permuted.get(i).shares(file)).isEqualTo(i < 5 ? List.of(i) : List.of());
  }

  @Test
  void aFileThatIsThere_isNotSentAgain() {
    start(5);
    String cap = grid.web().put(FILE);
    long before = writes();

    assertThat(grid.web().put(FILE)).isEqualTo(cap);

    assertThat(writes()).isEqualTo(before);
    assertThat(grid.uploadsUnderWay()).isZero();
  }

  @Test
  void underARandomKey_equalFilesHaveNothingInCommon() {
    start(5);

    String one = grid.web().send("PUT", "/uri?convergent=false", FILE).text();
    String other = grid.web().send("PUT", "/uri?convergent=false", FILE).text();

    assertThat(TestGrid.storageIndex(one)).isNotEqualTo(TestGrid.storageIndex(other));
    assertThat(grid.web().read(one).bytes()).isEqualTo(FILE);
    assertThat(grid.web().read(other).bytes()).isEqualTo(FILE);
  }

  @Test
  void aShareThatIsThereButDamaged_doesNotCount_andIsPutElsewhere() throws Exception {
    start(7);
    StorageIndex file = TestGrid.storageIndex(grid.web().put(FILE));
    List<TestServer> permuted = grid.permuted(file);
    for (int i = 0; i < 2; i++) permuted.get(i).damage(file, i, 5_000);

    String cap = grid.web().put(FILE);

    assertThat(permuted.get(5).shares(file)).hasSize(1);
    assertThat(permuted.get(6).shares(file)).hasSize(1);
    assertThat(permuted.get(0).corruptionReports()).isPositive();
    for (int i = 0; i < 4; i++) permuted.get(i).stop();
    assertThat(grid.web().read(cap).bytes()).isEqualTo(FILE);
    assertNothingIsLeft();
  }

  @Test
  void aShareThatSomebodyElseIsStillUploading_doesNotCount() throws Exception {
    grid = TestGrid.start(directory, 1, GatewaySettings.encoding(1, 1, 1));
    Promise<Void> gate = Promise.promise();
    grid.server(0).misbehave(Faults.onWrite(Faults.waitFor(gate.future())));
    CompletableFuture<Answer> first = putLater();
    await().atMost(Waiting.LONG).until(() -> grid.uploadsUnderWay() == 1);

    GatewaySettings theirs = GatewaySettings.encoding(1, 1, 1).secret("somebody else's");
    Answer second = grid.gateway(theirs).web().send("PUT", "/uri", FILE);

    assertThat(second.status()).isEqualTo(503);
    assertThat(second.text())
        .contains("of 1 servers asked, 1 answered", "is being sent the same share");
    gate.complete();
    assertThat(first.get().status()).isEqualTo(200);
    assertNothingIsLeft();
  }

  @Test
  void twoWhoPutTheSameFileAtTheSameTime_sendItOnce() throws Exception {
    start(5);
    Promise<Void> gate = Promise.promise();
    grid.servers().forEach(s -> s.misbehave(Faults.onWrite(Faults.waitFor(gate.future()))));
    CompletableFuture<Answer> first = putLater();
    CompletableFuture<Answer> second = putLater();
    await().atMost(Waiting.LONG).until(() -> grid.uploadsUnderWay() == 5);

    gate.complete();

    assertThat(second.get().text()).isEqualTo(first.get().text()).startsWith("URI:CHK:");
    assertThat(writes()).isEqualTo(5);
    assertNothingIsLeft();
  }

  @Test
  void moreUploadsThanMayBeUnderWay_waitAndSucceed() throws Exception {
    ServerTimeouts enough = new ServerTimeouts(60_000, 60_000, 60_000, 60_000);
    grid = TestGrid.start(directory, 2, GatewaySettings.encoding(1, 2, 2).patience(enough));
    Promise<Void> gate = Promise.promise();
    grid.servers().forEach(s -> s.misbehave(Faults.onWrite(Faults.waitFor(gate.future()))));
    List<Socket> uploads = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      uploads.add(grid.web().beginPut("/uri?convergent=false", 20_000));
      WebPort.say(uploads.get(i), new byte[20_000]);
    }
    await().atMost(Waiting.LONG).until(() -> grid.uploadsUnderWay() == 2 * 32);

    gate.complete();

    for (Socket upload : uploads)
      assertThat(WebPort.hear(upload)).startsWith("HTTP/1.1 200").contains("URI:CHK:");
    assertNothingIsLeft();
  }

  private CompletableFuture<Answer> putLater() {
    return CompletableFuture.supplyAsync(() -> grid.web().send("PUT", "/uri", FILE));
  }

  /** Begins to send the file, and returns when the servers have some of it. */
  private Socket begin() {
    Socket socket = grid.web().beginPut("/uri?convergent=false", FILE.length);
    WebPort.say(socket, Arrays.copyOf(FILE, 40_000));
    await().atMost(Waiting.LONG).until(() -> grid.uploadsUnderWay() >= 4);
    return socket;
  }

  private static void finish(Socket socket) {
    WebPort.say(socket, Arrays.copyOfRange(FILE, 40_000, FILE.length));
  }

  @Test
  void aSourceThatPausesForLong_isWaitedFor() throws Exception {
    startHasty(4);
    Socket upload = begin();
    long begun = System.nanoTime();
    await()
        .atMost(Waiting.LONG)
        .until(() -> System.nanoTime() - begun > 2_000_000L * HASTY.silenceMillis());

    finish(upload);

    assertThat(WebPort.hear(upload)).startsWith("HTTP/1.1 200").contains("URI:CHK:");
    assertNothingIsLeft();
  }

  @Test
  void aServerThatVanishesInTheMiddle_isDoneWithout_whileEnoughRemain() throws Exception {
    start(5);
    Socket upload = begin();
    grid.server(2).stop();

    finish(upload);

    String answer = WebPort.hear(upload);
    assertThat(answer).startsWith("HTTP/1.1 200");
    assertThat(grid.web().read(cap(answer)).bytes()).isEqualTo(FILE);
    grid.server(2).start();
    assertNothingIsLeft();
  }

  @Test
  void whenTooManyServersVanish_theUploadFailsAndIsTakenBack() throws Exception {
    start(5);
    Socket upload = begin();
    grid.server(2).stop();
    grid.server(4).stop();

    finish(upload);

    assertThat(WebPort.hear(upload))
        .startsWith("HTTP/1.1 503")
        .contains("UploadUnhappinessError")
        .contains("shares are on 3 servers, at least 4 are needed")
        .contains(grid.server(2).name())
        .contains(grid.server(4).name());
    grid.server(2).start();
    grid.server(4).start();
    assertNothingIsLeft();
  }

  @Test
  void aServerThatTakesAShareAndNeverConfirmsIt_isDoneWithout() throws Exception {
    startHasty(5);
    grid.server(1).misbehave(Faults.onWrite(Faults.stall()));

    String cap = grid.web().put(FILE);

    assertThat(grid.server(1).shares(TestGrid.storageIndex(cap))).isEmpty();
    assertThat(grid.web().read(cap).bytes()).isEqualTo(FILE);
    grid.server(1).behave();
    assertNothingIsLeft();
  }

  @Test
  void aServerThatRefusesInTheMiddle_isDoneWithout() throws Exception {
    start(5);
    grid.server(1).misbehave(Faults.onWrite(Faults.status(507)));

    String cap = grid.web().put(FILE);

    assertThat(grid.web().read(cap).bytes()).isEqualTo(FILE);
    assertNothingIsLeft();
  }

  @Test
  void whenTooManyServersBecomeFullInTheMiddle_thatIsWhatIsSaid() throws Exception {
    start(5);
    List<TestServer> full = grid.servers().subList(0, 2);
    full.forEach(server -> server.misbehave(Faults.onWrite(Faults.status(507))));

    Answer answer = grid.web().send("PUT", "/uri", FILE);

    assertThat(answer.status()).isEqualTo(507);
    assertThat(answer.text())
        .contains("shares are on 3 servers, at least 4 are needed", "these servers are full: ")
        .contains(full.get(0).name(), full.get(1).name())
        .contains("room for a share of it on 1 more would be enough");
    full.forEach(TestServer::behave);
    assertNothingIsLeft();
  }

  @Test
  void aServerThatHangsWhenAskedForRoom_isDoneWithout() throws Exception {
    startHasty(6);
    grid.server(3).misbehave(Faults.onAllocate(Faults.stall()));

    String cap = grid.web().put(FILE);

    long shares = grid.servers().stream().filter(s -> holds(s, cap)).count();
    assertThat(shares).isEqualTo(5);
    assertNothingIsLeft();
  }

  private static boolean holds(TestServer server, String cap) {
    return !server.shares(TestGrid.storageIndex(cap)).isEmpty();
  }

  @Test
  void fullServers_arePassedOver() throws Exception {
    start(7);
    grid.server(0).fillUp();
    grid.server(6).fillUp();

    String cap = grid.web().put(FILE);

    assertThat(holds(grid.server(0), cap)).isFalse();
    assertThat(holds(grid.server(6), cap)).isFalse();
    assertThat(grid.web().read(cap).bytes()).isEqualTo(FILE);
    assertNothingIsLeft();
  }

  @Test
  void withTooFewServers_theMessageSaysWhichAnsweredWhat() throws Exception {
    start(6);
    grid.server(0).fillUp();
    grid.server(1).misbehave(Faults.status(500));
    grid.server(2).stop();

    Answer answer = grid.web().send("PUT", "/uri", FILE);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.text())
        .startsWith("UploadUnhappinessError: shares can be placed on only 3 servers, at least 4 ")
        .contains("this server is full: " + grid.server(0).name())
        .contains("server " + grid.server(1).name() + " answered 500")
        .contains("server " + grid.server(2).name() + " did not answer");
    assertNothingIsLeft();
  }

  @Test
  void aSourceThatBreaksOff_leavesNothing() throws Exception {
    start(5);
    begin().close();
    assertNothingIsLeft();
    Socket spooled = grid.web().beginPut("/uri", 5_000_000);
    WebPort.say(spooled, new byte[3_000_000]);

    spooled.close();

    assertNothingIsLeft();
    assertThat(grid.servers()).allSatisfy(server -> assertThat(stored(server)).isEmpty());
  }

  private static List<Path> stored(TestServer server) throws Exception {
    try (Stream<Path> files = Files.walk(server.directory().resolve("shares"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static String cap(String answer) {
    return answer.substring(answer.indexOf("URI:")).strip();
  }
}
