package org.truckee.web.large;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.testing.Waiting;
import org.truckee.testing.faults.EndlessDirectory;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.http.WebPort;

/** Endless answers go at the pace of their reader, and end when nobody wants them any more. */
class EndlessWalkTest {
  private static final EndlessDirectory ENDLESS = new EndlessDirectory();

  /** Small, but a few packets of a loopback: into less than one, bytes trickle. */
  private static final int RECEIVE_BUFFER = 256 << 10;

  private static final String PATH = WebPort.path(ENDLESS.capability().toUri());

  @TempDir static Path directory;
  private static TestGrid grid;

  @BeforeAll
  static void start() {
    grid =
        TestGrid.start(
            directory, 1, GatewaySettings.encoding(1, 1, 1).directories(List.of(ENDLESS)));
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  @ParameterizedTest
  @CsvSource({"GET, json", "GET, manifest", "POST, stream-manifest", "POST, stream-deep-check"})
  void whoDoesNotRead_holdsItUp_andWhoGoesAway_endsIt(String method, String t) throws IOException {
    long before = ENDLESS.pages();
    try (Socket reader = grid.web().connect()) {
      reader.setReceiveBufferSize(RECEIVE_BUFFER);
      ask(reader, method, PATH + "?t=" + t);
      assertThat(reader.getInputStream().readNBytes(100_000)).hasSize(100_000);

      awaitRest();
      long heldUp = ENDLESS.pages();
      assertThat(heldUp).isGreaterThan(before);
      InputStream more = reader.getInputStream();
      Waiting.untilTrue(
          () -> {
            more.readNBytes(1 << 20);
            return ENDLESS.pages() > heldUp;
          });
    }
    awaitRest();
  }

  @Test
  void aDirectorysPage_beginsBeforeTheLastChildIsThere_andEndsWithItsReader() throws IOException {
    try (Socket reader = grid.web().connect()) {
      ask(reader, "GET", PATH + "/");
      StringBuilder page = new StringBuilder();
      while (page.indexOf("</h1>") < 0) page.append((char) reader.getInputStream().read());
      assertThat(page).startsWith("HTTP/1.1 200").contains("<h1><bdi>Folder</bdi>");
      long before = ENDLESS.pages();
      Waiting.untilTrue(() -> ENDLESS.pages() > before);
    }
    awaitRest();
  }

  @Test
  void aDirectoryOfTenThousand_isTurnedByItsLinks() {
    GatewaySettings settings =
        GatewaySettings.encoding(1, 1, 1).directories(List.of(EndlessDirectory.of(10_000)));
    WebPort web = grid.gateway(settings).web();

    String first = web.get(PATH + "/", "Accept", "text/html").text();
    assertThat(first).contains("1 to 200 of 10000 entries").hasSizeLessThan(300_000);
    String last = first.replaceFirst("(?s).*href=\"(\\?[^\"]*)\">Last</a>.*", "$1");
    assertThat(web.get(PATH + "/" + last.replace("&amp;", "&"), "Accept", "text/html").text())
        .contains("9801 to 10000 of 10000 entries");
  }

  private static void ask(Socket reader, String method, String path) throws IOException {
    String request = method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    String end = method.equals("POST") ? "Content-Length: 0\r\n\r\n" : "\r\n";
    reader.getOutputStream().write((request + end).getBytes(StandardCharsets.US_ASCII));
  }

  /** Nobody asks for another page for a while. */
  private static void awaitRest() {
    Waiting.untilAtRest(ENDLESS::pages);
  }

  @Test
  void anOperationThatIsCancelled_ends() {
    WebPort.Answer started =
        grid.web().send("POST", PATH + "?t=start-deep-stats&ophandle=endless", new byte[0]);
    assertThat(started.status()).isEqualTo(302);
    assertThat(started.header("Location")).endsWith("../operations/endless");
    assertThat(grid.web().get("/operations/endless?output=json").text())
        .contains("\"finished\": false");

    WebPort.Answer cancelled =
        grid.web().send("POST", "/operations/endless?t=cancel&output=json", new byte[0]);

    assertThat(cancelled.status()).isEqualTo(200);
    assertThat(grid.web().get("/operations/endless").status()).isEqualTo(404);
    awaitRest();
  }

  @Test
  void anOperationThatIsRetainedForNoTime_isForgotten() {
    grid.web()
        .send(
            "POST",
            WebPort.path("URI:DIR2-LIT:") + "?t=start-deep-stats&ophandle=short&retain-for=0",
            new byte[0]);

    Waiting.untilTrue(() -> grid.web().get("/operations/short").status() == 404);
  }
}
