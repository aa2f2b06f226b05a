package org.truckee.cli.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.testing.command.CommandRun;

/** A download that breaks off goes on from there, in the same run or in a later one. */
class GatewayDownloadTest {
  private static final int STEP = 100_000;
  private static final String TAG = "\"tag\"";

  @TempDir Path home;
  private final byte[] file = new byte[350_000];
  private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
  private volatile int answers = Integer.MAX_VALUE;
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    new Random(1).nextBytes(file);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    Files.createDirectories(home.resolve(".truckee/private"));
    Files.writeString(
        home.resolve(".truckee/node.url"), "http://127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /** Promises the rest of the file, and gives a part of it. */
  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String range = exchange.getRequestHeaders().getFirst("Range");
      ranges.add(String.valueOf(range));
      if (ranges.size() > answers) {
        exchange.sendResponseHeaders(410, -1);
        return;
      }
      int start = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
      exchange.getResponseHeaders().set("ETag", TAG);
      exchange.sendResponseHeaders(range == null ? 200 : 206, file.length - start);
      byte[] part = Arrays.copyOfRange(file, start, Math.min(file.length, start + STEP));
      exchange.getResponseBody().write(part);
      exchange.getResponseBody().flush();
    }
  }

  @Test
  void aDownloadThatBreaksOff_goesOnFromThere() throws IOException {
    assertThat(get().exitCode()).isZero();

    assertThat(Files.readAllBytes(home.resolve("out"))).isEqualTo(file);
    assertThat(ranges).containsExactly("null", "bytes=100000-", "bytes=200000-", "bytes=300000-");
    assertThat(parts()).isEmpty();
  }

  @Test
  void whatCame_isKeptForALaterOne_ifTheGridCantGiveTheRest() throws IOException {
    answers = 2;
    CommandRun broken = get();
    assertThat(broken.exitCode()).isEqualTo(1);
    assertThat(broken.errors()).contains("the same command goes on there");
    assertThat(home.resolve("out")).doesNotExist();
    assertThat(parts()).hasSize(1);

    answers = Integer.MAX_VALUE;
    ranges.clear();
    assertThat(get().exitCode()).isZero();
    assertThat(Files.readAllBytes(home.resolve("out"))).isEqualTo(file);
    assertThat(ranges).containsExactly("null", "bytes=200000-", "bytes=300000-");
    assertThat(parts()).isEmpty();
  }

  private List<Path> parts() throws IOException {
    try (Stream<Path> all = Files.list(home)) {
      return all.filter(path -> path.toString().endsWith(".part")).toList();
    }
  }

  private CommandRun get() {
    return CommandRun.of("truckee", home, "", "get", "shared:f", home.resolve("out").toString());
  }
}
