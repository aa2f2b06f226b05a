package org.truckee.web.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.client.timeline.Step;
import org.truckee.testing.Waiting;
import org.truckee.testing.faults.Faults;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.http.Markup;
import org.truckee.testing.http.WebPort;
import org.truckee.web.page.gateway.TransferPage;

class ActivityTest {
  private static final int SIZE = 3 << 20;

  @TempDir static Path directory;
  private static TestGrid grid;

  @BeforeAll
  static void start() {
    grid = TestGrid.start(directory, 10);
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  @AfterEach
  void behave() {
    grid.servers().forEach(TestServer::behave);
  }

  private static byte[] file(int seed) {
    byte[] file = new byte[SIZE];
    new Random(seed).nextBytes(file);
    return file;
  }

  private static long number() {
    return grid.gateway().gateway().timelines().latest().get(0).id();
  }

  private static TransferPage latest() {
    return TransferPages.of(grid.gateway().gateway().timelines().latest().get(0), true);
  }

  /** Returns whether the latest transfer waits for one answer of {@code server} alone. */
  private static boolean isWaitingFor(TestServer server) {
    return grid.gateway().gateway().timelines().latest().stream()
        .findFirst()
        .filter(
            one ->
                one.sharesDone() == 9
                    && one.steps().stream()
                        .filter(Step::underWay)
                        .allMatch(step -> step.server().equals(server.name())))
        .isPresent();
  }

  private static String verdict(TransferPage page, TestServer server) {
    return page.servers().stream()
        .filter(row -> row.name().equals(server.name()))
        .findFirst()
        .orElseThrow()
        .verdict();
  }

  @Test
  void anUploadWithOneSlowAndOneDeadServer_tellsWhichAndWhy() {
    TestServer slow = grid.server(3);
    TestServer dead = grid.server(6);
    slow.misbehave(Faults.onWrite(Faults.slow(3000)));
    dead.misbehave(Faults.onWrite(Faults.hangUp()));

    grid.web().put(file(1));

    TransferPage page = latest();
    assertThat(page.state().sentence()).isEqualTo("Done.");
    assertThat(verdict(page, slow)).startsWith("slow: ").contains("others take");
    assertThat(verdict(page, dead)).startsWith("lost: ").contains(dead.name());
    // A busy machine may make others slow as well.
    assertThat(page.findings())
        .anyMatch(finding -> finding.startsWith("Server " + slow.name() + " is slow: "))
        .anyMatch(finding -> finding.startsWith("Server " + dead.name() + " is lost: "));
    assertThat(page.picture().rows()).hasSize(10);
    assertThat(page.facts().toString()).contains("9 of 10");
    String html = grid.web().get("/status/" + number(), "Accept", "text/html").text();
    assertThat(html).contains("<svg class=\"timeline\"", "class=\"failed\"", "segment 2");
  }

  @Test
  void anUploadThatGoesOn_isShownLive() {
    Promise<Void> gate = Promise.promise();
    TestServer waiting = grid.server(5);
    waiting.misbehave(Faults.onWrite(Faults.waitFor(gate.future())));
    byte[] file = file(4);
    Socket sender = grid.web().beginPut("/uri", file.length);
    WebPort.say(sender, file);
    Waiting.untilTrue(() -> isWaitingFor(waiting));
    assertThat(latest().state().live()).isTrue();
    String html = grid.web().get("/status/" + number(), "Accept", "text/html").text();
    assertThat(html).contains("data-live", "not answered yet");
    assertThat(Markup.faults(html)).isEmpty();

    gate.complete();
    assertThat(WebPort.hear(sender)).startsWith("HTTP/1.1 200");
    assertThat(latest().state().live()).isFalse();
  }

  @Test
  void aDownload_showsWhatWasReadFromWhom() {
    String cap = grid.web().put(file(2));
    assertThat(grid.web().read(cap).bytes()).isEqualTo(file(2));

    TransferPage page = latest();
    assertThat(page.title()).startsWith("Download");
    assertThat(page.state().sentence()).isEqualTo("Done.");
    assertThat(page.facts().toString()).contains("value=24 of 24");
    assertThat(page.picture().rows()).hasSize(3).allMatch(row -> row.bars().size() >= 7);
    assertThat(grid.web().get("/status/?t=json").text())
        .contains("\"type\" : \"upload\"", "\"type\" : \"download\"", "\"shares-stored\" : 10");
  }

  /** It posts its questions, and breaks off where one of these fields is missing. */
  @Test
  void tahoesStatusCommand_findsWhatItPrints() {
    grid.web().put(file(3));
    grid.web().send("POST", "/uri?t=mkdir&format=mdmf", new byte[0]);

    byte[] form = "t=json&token=unused".getBytes(StandardCharsets.UTF_8);
    JsonObject status = new JsonObject(grid.web().send("POST", "/status?t=json", form).text());
    assertThat(status.getJsonArray("active")).isEmpty();
    Map<String, JsonObject> recent =
        status.getJsonArray("recent").stream()
            .map(JsonObject.class::cast)
            .collect(Collectors.toMap(one -> one.getString("type"), one -> one, (a, b) -> a));
    assertThat(recent.get("upload").fieldNames())
        .contains("storage-index-string", "total-size", "status")
        .contains("progress-hash", "progress-ciphertext", "progress-encode-push");
    assertThat(recent.get("publish").getInteger("total-size")).isZero();
    JsonObject statistics =
        new JsonObject(grid.web().send("POST", "/statistics?t=json", form).text());
    assertThat(statistics.getJsonObject("stats").getDouble("node.uptime")).isPositive();
    assertThat(statistics.getJsonObject("counters").getLong("uploader.files_uploaded"))
        .isPositive();
  }

  @Test
  void searchesForMutableFiles_haveAMode_andNoSize() {
    String directory = grid.web().send("POST", "/uri?t=mkdir&format=sdmf", new byte[0]).text();
    grid.web().get(WebPort.path(directory) + "?t=json");
    String page = grid.web().get("/status/?all", "Accept", "text/html").text();

    assertThat(page).contains("Search for a changeable file", "Update of a file");
    assertThat(grid.web().get("/status/", "Accept", "text/html").text())
        .contains("Update of a file")
        .doesNotContain("Search for a changeable file");
    assertThat(grid.web().get("/status?t=json").text())
        .contains("\"mode\" : \"MODE_READ\"", "\"total-size\" : \"-NA-\"");
    assertThat(latest().title()).matches("Search for a changeable file [0-9]+");
    assertThat(latest().picture().rows()).hasSize(10);
  }

  @Test
  void aFileThatCantBeRead_isShownAsFailed() {
    String cap = "URI:CHK:aaaaaaaaaaaaaaaaaaaaaaaaaa:" + "a".repeat(52) + ":3:10:5000";
    assertThat(grid.web().read(cap).status()).isEqualTo(410);

    assertThat(latest().state().sentence()).startsWith("Failed: 0 of 10 shares");
    assertThat(grid.web().get("/status/", "Accept", "text/html").text()).contains(">failed<");
  }
}
