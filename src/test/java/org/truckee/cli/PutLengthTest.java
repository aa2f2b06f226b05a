package org.truckee.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.cli.gateway.ShorterBody;
import org.truckee.cli.gateway.WebApi;
import org.truckee.testing.command.CommandRun;

/** The length of a body, told before where the gateway can pass it on at once. */
class PutLengthTest {
  private static final int SIZE = 300_000;

  @TempDir Path home;
  private HttpServer server;
  private final List<String> bodies = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (InputStream body = exchange.getRequestBody()) {
      String length = exchange.getRequestHeaders().getFirst("Content-Length");
      bodies.add(length + " " + body.readAllBytes().length);
    }
    byte[] cap = "URI:CHK:a".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, cap.length);
    exchange.getResponseBody().write(cap);
    exchange.close();
  }

  @ParameterizedTest
  @CsvSource({
    "put -u URL --no-convergence FILE, 300000 300000",
    "put -u URL FILE, null 300000",
    "put -u URL --no-convergence -, 5 5"
  })
  void aFileUnderARandomKey_goesWithItsLength(String line, String body) throws IOException {
    Path file = Files.write(home.resolve("file"), new byte[SIZE]);
    String[] words = line.replace("URL", url()).replace("FILE", file.toString()).split(" ", -1);
    assertThat(CommandRun.of("truckee", home, "input", words).exitCode()).isZero();
    assertThat(bodies).containsExactly(body);
  }

  @Test
  void aBodyThatEndsEarly_isNeverTakenForAWholeOne() {
    InputStream body = new ByteArrayInputStream(new byte[SIZE]);
    assertThatThrownBy(() -> new WebApi(url()).put("/uri", body, SIZE + 1L, null))
        .isInstanceOf(ShorterBody.class);
    assertThat(bodies).isEmpty();
  }

  @Test
  void ofALongerBody_noMoreIsSentThanWasTold() throws IOException {
    new WebApi(url()).put("/uri", new ByteArrayInputStream(new byte[SIZE]), 100_000, null);
    assertThat(bodies).containsExactly("100000 100000");
  }
}
