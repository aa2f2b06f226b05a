package org.truckee.web.strangers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Promise;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.client.Gateway;
import org.truckee.testing.Waiting;
import org.truckee.testing.faults.Faults;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.known.Golden;
import org.truckee.web.guard.WebSettings;

/** Senders who begin to send a body and then do not go on. */
class DawdlingSendersTest {
  private static final int DAWDLERS = 200;
  private static final int MEMORY = 8 << 20;
  private static final int HASTY_MILLIS = 300;
  private static final byte[] FILE = Golden.stream("quick", 3 << 20);
  private static final String FORM =
      """
      POST %s HTTP/1.1
      Host: localhost
      Content-Length: 100000
      Content-Type: multipart/form-data; boundary=xx

      """
          .replace("\n", "\r\n");
  private static final String PART =
      "--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n";

  /** A grid takes its time to start, so that tests with the same settings share one. */
  private static final Map<String, TestGrid> GRIDS = new HashMap<>();

  @TempDir static Path directory;
  private final List<Socket> dawdlers = new ArrayList<>();
  private TestGrid grid;

  @AfterEach
  void goAway() throws Exception {
    for (Socket dawdler : dawdlers) dawdler.close();
    Waiting.until(() -> assertThat(gateway().memory().used()).isZero());
    Waiting.until(() -> assertThat(grid.uploadsUnderWay()).isZero());
  }

  @AfterAll
  static void stop() {
    GRIDS.values().forEach(TestGrid::close);
    GRIDS.clear();
  }

  private void start(int silenceMillis) {
    start(silenceMillis, 1 << 20);
  }

  private void start(int silenceMillis, int segment) {
    String kind = silenceMillis + "-" + segment;
    grid = GRIDS.computeIfAbsent(kind, any -> newGrid(kind, silenceMillis, segment));
    grid.servers().forEach(TestServer::behave);
  }

  private static TestGrid newGrid(String kind, int silenceMillis, int segment) {
    WebSettings web = WebSettings.usual("gateway", "truckee/test").withSilence(silenceMillis);
    GatewaySettings settings = GatewaySettings.encoding(1, 2, 2).segments(segment);
    return TestGrid.start(directory.resolve(kind), 2, settings.memory(MEMORY).web(web));
  }

  private Gateway gateway() {
    return grid.gateway().gateway();
  }

  /** Returns when the gateway has what all dawdlers sent. */
  private void dawdle(String beginning, int bytes) {
    for (int i = 0; i < DAWDLERS; i++) {
      dawdlers.add(grid.web().begin(beginning));
      WebPort.say(dawdlers.get(i), new byte[bytes]);
    }
    // A connection of each that came in later than theirs is served in turn.
    for (int i = 0; i < 3; i++) assertThat(grid.web().get("/?t=json").status()).isEqualTo(200);
  }

  private void assertQuickOnesAreServed() {
    for (String path : List.of("/uri?convergent=false", "/uri")) {
      String cap = grid.web().send("PUT", path, FILE).text().strip();
      assertThat(grid.web().read(cap).bytes()).isEqualTo(FILE);
    }
    assertThat(gateway().memory().used()).isLessThanOrEqualTo(MEMORY);
  }

  private static String put(String path, int length) {
    return "PUT %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
        .formatted(path, length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/uri?convergent=false", "/uri"})
  void thoseWhoSendTenBytesAndNoMore_areInNobodysWay(String path) {
    start(WebSettings.USUAL_SILENCE_MILLIS);

    dawdle(put(path, 1 << 20), 10);

    assertQuickOnesAreServed();
  }

  @Test
  void evenWhileThereIsMemory_onlyAFewOfThemAreAmongTheUploadsUnderWay() {
    start(WebSettings.USUAL_SILENCE_MILLIS, 32 << 10);

    dawdle(put("/uri?convergent=false", 1 << 20), 10);
    await().atMost(Waiting.LONG).until(() -> grid.uploadsUnderWay() == 2 * 8);

    assertQuickOnesAreServed();
  }

  @Test
  void thoseWhoStopAfterASegment_areInNobodysWay() {
    start(WebSettings.USUAL_SILENCE_MILLIS);

    dawdle(put("/uri?convergent=false", 2 << 20), 10);
    for (Socket dawdler : dawdlers.subList(0, 30)) WebPort.say(dawdler, new byte[1 << 20]);
    await().atMost(Waiting.LONG).until(() -> grid.uploadsUnderWay() >= 2);

    assertQuickOnesAreServed();
  }

  @Test
  void formsOfWhichAPartIsMissing_areInNobodysWay() {
    start(WebSettings.USUAL_SILENCE_MILLIS);

    dawdle(FORM.formatted("/uri?t=upload") + PART, 40_000);

    assertQuickOnesAreServed();
  }

  @Test
  void listsOfChildrenThatBreakOff_areInNobodysWay() {
    start(WebSettings.USUAL_SILENCE_MILLIS);

    dawdle(put("/uri?t=mkdir-with-children", 1 << 20).replace("PUT", "POST"), 40_000);

    assertQuickOnesAreServed();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/uri",
        "/uri?convergent=false",
        "/uri?format=sdmf",
      })
  void whoFallsSilent_isToldSo_andNothingIsLeft(String path) {
    start(HASTY_MILLIS);

    assertTimesOut(put(path, 1 << 20) + "0123456789");
  }

  @Test
  void whoFallsSilentInAForm_isToldSo_andNothingIsLeft() {
    start(HASTY_MILLIS);

    assertTimesOut(FORM.formatted("/uri?t=upload"));
    assertTimesOut(FORM.formatted("/uri?t=upload") + PART + "0123456789");
  }

  @Test
  void whoFallsSilentInAListOfChildren_isToldSo() {
    start(HASTY_MILLIS);

    assertTimesOut(put("/uri?t=mkdir-with-children", 1000).replace("PUT", "POST") + "{");
  }

  private void assertTimesOut(String request) {
    String answer = grid.web().speak(request);

    assertThat(answer)
        .startsWith("HTTP/1.1 408 ")
        .contains("the body of the request is not whole, and nothing more of it came for");
    Waiting.until(() -> assertThat(gateway().memory().used()).isZero());
    Waiting.until(() -> assertThat(grid.uploadsUnderWay()).isZero());
  }

  @Test
  void whoIsHeldBackBecauseServersAreSlow_isNotTakenForSilent() throws Exception {
    byte[] large = new byte[20 << 20];
    start(HASTY_MILLIS);
    Promise<Void> gate = Promise.promise();
    grid.servers().forEach(s -> s.misbehave(Faults.onWrite(Faults.waitFor(gate.future()))));
    Socket sender = grid.web().begin(put("/uri?convergent=false", large.length));
    dawdlers.add(sender);
    Thread sending = new Thread(() -> WebPort.say(sender, large));
    sending.start();
    await().atMost(Waiting.LONG).until(() -> grid.uploadsUnderWay() == 2);
    long begun = System.nanoTime();
    await()
        .atMost(Waiting.LONG)
        .until(() -> System.nanoTime() - begun > TimeUnit.MILLISECONDS.toNanos(2 * HASTY_MILLIS));

    gate.complete();

    byte[] answer = sender.getInputStream().readNBytes("HTTP/1.1 200 OK".length());
    assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200 OK");
    sending.join();
  }
}
