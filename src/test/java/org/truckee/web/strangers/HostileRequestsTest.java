package org.truckee.web.strangers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.testing.Waiting;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.http.WebPort.Answer;
import org.truckee.testing.known.Golden;

/** Requests to the web port that are malformed, broken off, or meant to do harm. */
class HostileRequestsTest {
  private static final int MOST = 1_000_000;
  private static final String GET =
      "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  private static final byte[] FILE = Golden.stream("hostile", 1000);

  @TempDir static Path directory;
  private static TestGrid grid;
  private static WebPort web;
  private static String cap;

  @BeforeAll
  static void start() {
    grid = TestGrid.start(directory, 2, GatewaySettings.encoding(1, 1, 2).filesUpTo(MOST));
    web = grid.web();
    cap = web.put(FILE);
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  private static void assertNothingWasStored() throws Exception {
    Waiting.until(() -> assertThat(grid.uploadsUnderWay()).isZero());
    Waiting.until(() -> assertThat(grid.gateway().gateway().memory().used()).isZero());
    long files = 0;
    for (TestServer server : grid.servers()) {
      try (Stream<Path> all = Files.walk(server.directory().resolve("shares"))) {
        files += all.filter(Files::isRegularFile).count();
      }
    }
    assertThat(files).as("the shares of the one file").isEqualTo(2);
  }

  private static int status(String answer) {
    assertThat(answer).matches("(?s)HTTP/1\\.[01] [0-9]{3} .*");
    return Integer.parseInt(answer.substring(9, 12));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "URI:CHK",
        "URI:CHK:",
        "URI:CHK:::::",
        "URI:CHK:aaaa:bbbb:3:10:100",
        "URI:CHK:aaaaaaaaaaaaaaaaaaaaaaaaaa:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:11:10:5",
        "URI:CHK:aaaaaaaaaaaaaaaaaaaaaaaaaa:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:0:10:5",
        "URI:CHK:aaaaaaaaaaaaaaaaaaaaaaaaaa:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:3:257:5",
        "URI:CHK:aaaaaaaaaaaaaaaaaaaaaaaaaa:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:3:10:-5",
        "URI:CHK:aaaaaaaaaaaaaaaaaaaaaaaaaa:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:3:10:"
            + "99999999999999999999",
        "URI:CHK:aaaaaaaaaaaaaaaaaaaaaaaaaa:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:3:10:5:6",
        "URI:LIT:8",
        "URI:LIT:!!!",
        "URI:SSK:x:y",
        "URI:",
        "nonsense",
        "%00",
        "%ff%fe",
      })
  void aMalformedCapability_isA400WithASentence(String malformed) {
    String answer = web.speak(GET.formatted("/uri/" + malformed));

    assertThat(status(answer)).isEqualTo(400);
    assertThat(answer).doesNotContain("Exception").doesNotContain("aaaaaaaaaaaaaaaa");
  }

  @Test
  void everyPartOfACapability_isNoCapability() {
    for (int length = 3; length < cap.length() - 4; length += 3)
      assertThat(status(web.speak(GET.formatted("/uri/" + cap.substring(0, length)))))
          .as(length + " characters")
          .isIn(400, 404, 410);
  }

  @Test
  void aHugeCapability_isRefused() {
    assertThat(status(web.speak(GET.formatted("/uri/URI:CHK:" + "a".repeat(100_000)))))
        .isEqualTo(414);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/static/../../../../etc/passwd",
        "/static/..%2f..%2f..%2fetc%2fpasswd",
        "/static/%2e%2e/%2e%2e/logback.xml",
        "/static/..%5c..%5clogback.xml",
        "/static/truckee.css%00.png",
        "/uri/../private/secret",
        "/uri/..%2fprivate%2fsecret",
        "/named/../x",
        "/file/%2e%2e/%2e%2e/x",
        "/%00",
        "/logback.xml",
        "/nothing/here",
      })
  void aPathThatTriesToLeave_findsNothing(String path) {
    String answer = web.speak(GET.formatted(path));

    assertThat(status(answer)).isBetween(400, 499);
    assertThat(answer)
        .doesNotContain("root:")
        .doesNotContain("<appender")
        .doesNotContain("at org.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=",
        "bytes=-",
        "bytes=x-y",
        "bytes=9-3",
        "bytes=-0",
        "bytes=1000-",
        "chapters=1-2",
        "bytes=99999999999999999999-",
        "bytes",
      })
  void aRangeThatIsNone_isAsIfItWereNotThere(String range) {
    Answer answer = web.read(cap, "Range", range);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.bytes()).isEqualTo(FILE);
  }

  @Test
  void aRangePastTheEnd_isA416() {
    assertThat(web.read(cap, "Range", "bytes=1001-").status()).isEqualTo(416);
    assertThat(web.read(cap, "Range", "bytes=999-5000").header("Content-Range"))
        .isEqualTo("bytes 999-999/1000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"//evil.example/", "http://evil.example/", "javascript:alert(1)", "\\\\evil"})
  void aForm_sendsNobodyToAnotherSite(String target) {
    Answer answer =
        web.send(
            "POST",
            "/uri?t=upload&when_done=" + java.net.URLEncoder.encode(target, StandardCharsets.UTF_8),
            form("file"),
            "Content-Type",
            "multipart/form-data; boundary=b");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Location")).isEmpty();
  }

  private static byte[] form(String field) {
    return lines(
            "--b",
            "Content-Disposition: form-data; name=\"" + field + "\"; filename=\"f\"",
            "",
            "short",
            "--b--",
            "")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static String lines(String... lines) {
    return String.join("\r\n", lines);
  }

  @Test
  void aFormWithoutItsFile_isA400() throws Exception {
    String multipart = "multipart/form-data; boundary=b";
    assertThat(web.send("POST", "/uri?t=upload", form("other"), "Content-Type", multipart).status())
        .isEqualTo(400);
    assertThat(web.send("POST", "/uri?t=upload", FILE, "Content-Type", multipart).status())
        .isEqualTo(400);
    assertThat(web.send("POST", "/uri?t=upload", FILE, "Content-Type", "text/plain").status())
        .isEqualTo(400);
    assertNothingWasStored();
  }

  @Test
  void aFormThatBreaksOff_leavesNothing() throws Exception {
    String head =
        lines(
            "POST /uri?t=upload HTTP/1.1",
            "Host: localhost",
            "Content-Length: 500000",
            "Content-Type: multipart/form-data; boundary=b",
            "",
            "--b",
            "Content-Disposition: form-data; name=\"file\"; filename=\"f\"",
            "",
            "");
    web.begin(head + "x".repeat(200_000)).close();

    assertNothingWasStored();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5\r\nhello\r\n",
        "100\r\nhello",
        "zz\r\nhello\r\n0\r\n\r\n",
        "-5\r\nhello\r\n0\r\n\r\n",
        "ffffffffffffffff\r\nhello\r\n0\r\n\r\n",
      })
  void aChunkedBodyThatIsNotWhole_isNotStored(String body) throws Exception {
    String answer =
        web.speakAndStop(
            "PUT /uri HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n" + body);

    assertThat(answer).doesNotContain("200 OK").doesNotContain("URI:");
    assertNothingWasStored();
  }

  @Test
  void aFileThatIsTooLarge_isA413_announcedOrNot() throws Exception {
    Socket announced = web.beginPut("/uri", MOST + 1);
    WebPort.say(announced, new byte[MOST + 1]);
    assertThat(status(WebPort.hear(announced))).isEqualTo(413);
    Socket chunked =
        web.begin(
            lines(
                "PUT /uri HTTP/1.1",
                "Host: localhost",
                "Connection: close",
                "Transfer-Encoding: chunked",
                "",
                "200000",
                ""));
    WebPort.say(chunked, new byte[2 << 20]);
    WebPort.say(chunked, "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    assertThat(status(WebPort.hear(chunked))).isEqualTo(413);
    assertNothingWasStored();
  }

  @Test
  void aRequestOfTwoLengths_isRefused() throws Exception {
    String head = "PUT /uri HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
    String two = head + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!";
    assertThat(web.speak(two)).doesNotContain("URI:");
    assertNothingWasStored();
  }

  @Test
  void aFloodOfHeaders_isRefused() {
    String flood = "X-Flood: " + "x".repeat(1000) + "\r\n";
    String answer =
        web.speak(
            "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + flood.repeat(20)
                + "\r\n");

    assertThat(status(answer)).isEqualTo(431);
  }

  @Test
  void afterAnError_theConnectionServesTheNextRequest() {
    String body = "x".repeat(300_000);
    String answer =
        web.speak(
            "PUT /uri?format=nonsense HTTP/1.1\r\nHost: localhost\r\nContent-Length: 300000\r\n\r\n"
                + body
                + "GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n"
                + GET.formatted("/uri/" + cap + "?t=json"));

    assertThat(answer).startsWith("HTTP/1.1 400 ");
    assertThat(answer.split("HTTP/1\\.1 ", -1)).hasSize(4);
    assertThat(answer).contains("HTTP/1.1 404 ").contains("\"filenode\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "PATCH", "BREW", "OPTIONS"})
  void anUnknownMethod_isRefused(String method) {
    String answer =
        web.speak(method + " /uri HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    assertThat(status(answer)).isIn(400, 405, 501);
  }

  @Test
  void anUnknownOperation_isA400() {
    assertThat(web.get(WebPort.path(cap) + "?t=nonsense").status()).isEqualTo(400);
    assertThat(web.send("PUT", "/uri?t=nonsense", FILE).status()).isEqualTo(400);
    assertThat(web.send("POST", "/uri?t=nonsense", FILE).status()).isEqualTo(400);
    assertThat(web.get("/uri").status()).isEqualTo(400);
    assertThat(web.send("PUT", WebPort.path(cap), FILE).status()).isIn(400, 405, 409);
  }
}
