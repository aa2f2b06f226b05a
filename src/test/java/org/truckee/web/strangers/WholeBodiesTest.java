package org.truckee.web.strangers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.known.Golden;

/** Every way by which a body may come gives the same file, or nothing. */
class WholeBodiesTest {
  private static final int LARGE = 4 << 20;
  private static final int MOST = 5 << 20;

  /** The head of a form that says to be large. */
  private static final String FORM =
      String.join(
          "\r\n",
          "POST /uri?t=upload HTTP/1.1",
          "Host: localhost",
          "Connection: close",
          "Content-Type: multipart/form-data; boundary=b",
          "Content-Length: 90000000",
          "",
          "");

  @TempDir static Path directory;
  private static TestGrid grid;

  @BeforeAll
  static void start() {
    grid = TestGrid.start(directory, 2, GatewaySettings.encoding(1, 1, 2).filesUpTo(MOST));
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  private static byte[] file(int size) {
    return Golden.stream("whole", size);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, LARGE})
  void theFirstRequestOfJavasClient_whichAsksForAnUpgrade_storesTheFile(int size) throws Exception {
    String expected = grid.web().put(file(size));
    for (HttpRequest.BodyPublisher body :
        List.of(
            BodyPublishers.ofByteArray(file(size)),
            BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(file(size))))) {
      HttpRequest put =
          HttpRequest.newBuilder(grid.web().address().resolve("/uri")).PUT(body).build();

      assertThat(HttpClient.newHttpClient().send(put, BodyHandlers.ofString()).body())
          .isEqualTo(expected);
    }
  }

  static Stream<List<String>> ways() {
    return Stream.of(
        List.of("-T", "FILE"),
        List.of("--http2", "-T", "FILE"),
        List.of("--http2", "-H", "Transfer-Encoding: chunked", "-T", "FILE"),
        List.of("-H", "Transfer-Encoding: chunked", "-T", "FILE"),
        List.of("-H", "Expect: 100-continue", "-T", "FILE"),
        List.of("-H", "Expect:", "-T", "FILE"),
        List.of("--http1.0", "-T", "FILE"),
        List.of("--http2", "-H", "Accept: text/plain", "-F", "file=@FILE"));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void everyWayOfCurl_storesTheFile(List<String> way) throws Exception {
    for (int size : new int[] {3, 1_500_000}) {
      Path file = Files.write(directory.resolve("f"), file(size));
      List<String> arguments = way.stream().map(a -> a.replace("FILE", file.toString())).toList();
      assertThat(curl(arguments)).as(size + " bytes").isEqualTo(grid.web().put(file(size)));
    }
  }

  @Test
  void withPriorKnowledgeOfHttp2_nothingIsStored() throws Exception {
    Path file = Files.write(directory.resolve("p"), file(100_000));

    assertThat(curl(List.of("--http2-prior-knowledge", "-T", file.toString())))
        .doesNotContain("URI:");
  }

  private static String curl(List<String> arguments) throws IOException, InterruptedException {
    assumeThat(Path.of("/usr/bin/curl")).exists();
    List<String> command = new ArrayList<>(List.of("curl", "-s", "-m", "20"));
    command.addAll(arguments);
    command.add(grid.web().address().resolve("/uri").toString());
    Process curl = new ProcessBuilder(command).start();
    curl.getOutputStream().close();
    String answer = new String(curl.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    curl.waitFor();
    return answer;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3_000_000})
  void aBodyThatEndsEarly_isNotStored(int sent) throws Exception {
    for (String path : List.of("/uri", "/uri?convergent=false", "/uri?format=sdmf")) {
      try (Socket socket = grid.web().beginPut(path, LARGE)) {
        WebPort.say(socket, new byte[sent]);
        socket.shutdownOutput();

        assertThat(WebPort.hear(socket)).doesNotContain("URI:");
      }
    }
  }

  @Test
  void aFormOfWhichAPartFails_isAnsweredBeforeItsEnd() {
    String part = "--b\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n";

    assertAnswered(FORM + part.formatted("file"), MOST + 1000, "413", "a file has at most");
    assertAnswered(FORM + part.formatted("note"), MOST, "413", "the fields of a form");
    assertAnswered(FORM + "--b\r\n\r\n\r\n", 1, "400", "Content-Disposition");
    assertAnswered(
        FORM + (part.formatted("note") + "x\r\n").repeat(1001), 1, "413", "at most 1000 fields");
    assertAnswered(
        FORM + (part.formatted("file") + "x\r\n").repeat(501), 1, "413", "at most 500 files");
  }

  @Test
  void aFormForWhichTheDiskHasNoRoom_isAnsweredBeforeItsEnd() throws Exception {
    try (TestGrid other =
        TestGrid.start(directory.resolve("other"), 2, GatewaySettings.encoding(1, 1, 2))) {
      Path spool = Files.createDirectories(directory.resolve("other/gateway/tmp"));
      Files.delete(spool);
      Files.createFile(spool);
      String form = FORM + "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n";

      assertThat(firstLine(other.web(), form, 20 << 20)).startsWith("HTTP/1.1 5");
    }
  }

  private static void assertAnswered(String begun, int more, String status, String words) {
    String answer = firstLine(grid.web(), begun, more);

    assertThat(answer).startsWith("HTTP/1.1 " + status).contains(words);
  }

  /** The answer to {@code begun} and {@code more} bytes, while the sender keeps the rest back. */
  private static String firstLine(WebPort web, String begun, int more) {
    try (Socket socket = web.begin(begun)) {
      WebPort.say(socket, new byte[more]);
      byte[] answer = new byte[2000];
      int read = socket.getInputStream().read(answer);
      return new String(answer, 0, read, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void whatIsNoRequest_isAnsweredInWords() {
    assertThat(grid.web().speak("GET /" + "a".repeat(70_000) + " HTTP/1.1\r\n\r\n"))
        .matches("(?s)HTTP/1.[01] 414 .*")
        .contains("An address here has at most 65536 bytes.");
    assertThat(grid.web().speak("GET / HTTP/1.1\r\nX: " + "a".repeat(20_000) + "\r\n\r\n"))
        .matches("(?s)HTTP/1.[01] 431 .*")
        .contains("at most 16384 bytes");
    assertThat(grid.web().speak("nonsense\r\n\r\n")).matches("(?s)HTTP/1.[01] 400 .*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1|Host: localhost|Host: evil.example",
        "GET / HTTP/1.1|Host: localhost|Host: localhost",
        "GET http://evil.example/ HTTP/1.1|Host: localhost",
        "GET / HTTP/1.1",
        "PUT /uri HTTP/1.1|Host: localhost|Transfer-Encoding: gzip, chunked||3|abc|0||",
        "PUT /uri HTTP/1.1|Host: localhost|Transfer-Encoding: identity|Content-Length: 3||abc",
        "PUT /uri HTTP/1.1|Host: localhost|Transfer-Encoding: chunked|Content-Length: 3||0||",
        "PUT /uri HTTP/1.1|Host: localhost|Content-Length: 3|Content-Length: 4||abcd",
        "PUT /uri HTTP/1.1|Host: localhost|Content-Length: +3||abc",
        "PUT /uri HTTP/1.1|Host: localhost|Content-Length: 99999999999999999999||abc"
      })
  void aRequestThatCanBeReadInTwoWays_isRefused(String request) {
    String answer =
        grid.web()
            .speakAndStop(
                request.replace("|", "\r\n") + (request.contains("||") ? "" : "\r\n\r\n"));

    assertThat(answer).matches("(?s)HTTP/1.[01] 400 .*").doesNotContain("URI:");
  }

  @Test
  void aWholeAddressOfThisHost_isServed() {
    String request =
        "GET http://localhost/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    assertThat(grid.web().speak(request)).startsWith("HTTP/1.1 200");
  }

  @Test
  void aPathAsLongAsLinuxHasThem_inTheLongestWriting_isServed() {
    String names = ("%E3%81%82".repeat(80) + "/").repeat(16) + "f";
    String directoryCap = grid.web().send("POST", "/uri?t=mkdir", new byte[0]).text();

    assertThat(grid.web().send("PUT", WebPort.path(directoryCap) + "/" + names, file(9)).status())
        .isEqualTo(201);
  }
}
