package org.truckee.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.RoundTrips;
import org.truckee.testing.grid.TestGateway;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.http.WebPort;

/** The round trips of {@link RoundTripsTest} where many more servers are than shares. */
@Tag("slow")
class RoundTripsOfManyServersTest {
  private static final GatewaySettings SETTINGS = GatewaySettings.usual();
  private static final Random CONTENTS = new Random(7);
  private static final int SERVERS = 40;

  private static TestGrid grid;
  private static RoundTrips trips;
  private static WebPort web;

  @BeforeAll
  static void start(@TempDir Path directory) {
    grid = TestGrid.start(directory, SERVERS, SETTINGS);
    TestGateway gateway = grid.gateway(SETTINGS);
    web = gateway.web();
    trips = new RoundTrips(grid.vertx(), gateway);
    for (TestServer server : grid.servers()) server.misbehave(trips);
  }

  @AfterAll
  static void stop() {
    grid.servers().forEach(TestServer::behave);
    grid.close();
  }

  static Stream<Arguments> requests() {
    String file = ask("PUT", "/uri", kib());
    String mutable = WebPort.path(ask("PUT", "/uri?format=sdmf", kib()));
    String directory = WebPort.path(ask("POST", "/uri?t=mkdir"));
    byte[] link = file.getBytes(StandardCharsets.US_ASCII);
    ask("PUT", directory + "/there?t=uri", link);
    List<Arguments> all = new ArrayList<>();
    all.add(request("PUT /uri", 1, () -> ask("PUT", "/uri", kib())));
    all.add(request("GET file", 1, () -> ask("GET", WebPort.path(file))));
    all.add(request("check file", 1, () -> ask("POST", WebPort.path(file) + "?t=check")));
    // A writer goes on until servers later in the order have no shares: one look more.
    all.add(request("overwrite SDMF", 3, () -> ask("PUT", mutable, kib())));
    all.add(request("list", 1, () -> ask("GET", directory + "?t=json")));
    all.add(
        request("add child", 2, () -> ask("PUT", directory + "/more?t=uri&replace=true", link)));
    return all.stream();
  }

  private static Arguments request(String name, int expected, RoundTrips.Work request) {
    return Arguments.of(name, expected, request);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("requests")
  void aRequest_waitsNoMoreOften(String name, int expected, RoundTrips.Work request) {
    assertThat(trips.least(expected, request)).as(trips::lastRequests).isEqualTo(expected);
  }

  private static byte[] kib() {
    byte[] file = new byte[1024];
    CONTENTS.nextBytes(file);
    return file;
  }

  private static String ask(String method, String path) {
    return ask(method, path, new byte[0]);
  }

  private static String ask(String method, String path, byte[] body) {
    WebPort.Answer answer = web.send(method, path, body);
    if (answer.status() >= 300) throw new AssertionError(path + ": " + answer.text());
    return answer.text().strip();
  }
}
