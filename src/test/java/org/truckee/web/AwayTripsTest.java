package org.truckee.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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
import org.truckee.testing.known.Golden;

/** How many times a gateway waits for its servers, while three of ten are known to be away. */
class AwayTripsTest {
  private static TestGrid grid;
  private static RoundTrips trips;
  private static WebPort web;
  private static int files;

  @BeforeAll
  static void start(@TempDir Path directory) {
    grid = TestGrid.start(directory, 10, GatewaySettings.usual());
    TestGateway gateway = grid.gateway(GatewaySettings.usual());
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
    String fileBefore = put("/uri");
    String mutableBefore = put("/uri?format=sdmf");
    grid.servers().subList(0, 3).forEach(TestServer::stop);
    String file = put("/uri");
    String mutable = put("/uri?format=sdmf");
    String directory = WebPort.path(ask("POST", "/uri?t=mkdir"));
    return Stream.of(
        request("PUT /uri", 2, () -> put("/uri")),
        request("GET a file", 1, () -> ask("GET", WebPort.path(file))),
        request("GET a file from before", 1, () -> ask("GET", WebPort.path(fileBefore))),
        request("create SDMF", 1, () -> put("/uri?format=sdmf")),
        request("read SDMF", 1, () -> ask("GET", WebPort.path(mutable))),
        request("read SDMF from before", 1, () -> ask("GET", WebPort.path(mutableBefore))),
        request("overwrite SDMF", 3, () -> put(WebPort.path(mutable))),
        request("mkdir", 1, () -> ask("POST", "/uri?t=mkdir")),
        request("list", 1, () -> ask("GET", directory + "?t=json")));
  }

  private static Arguments request(String name, int expected, RoundTrips.Work request) {
    return Arguments.of(name, expected, request);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("requests")
  void aRequest_waitsForItsServersThisManyTimes(
      String name, int expected, RoundTrips.Work request) {
    assertThat(trips.least(expected, request)).as(trips::lastRequests).isEqualTo(expected);
  }

  private static String put(String path) {
    return answer(path, web.send("PUT", path, Golden.stream("away " + ++files, 1024)));
  }

  private static String ask(String method, String path) {
    return answer(path, web.send(method, path, new byte[0]));
  }

  private static String answer(String path, WebPort.Answer answer) {
    assertThat(answer.status()).as("%s: %s", path, answer.text()).isLessThan(300);
    return answer.text().strip();
  }
}
