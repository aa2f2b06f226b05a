package org.truckee.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
import org.truckee.testing.grid.TestVdrive;
import org.truckee.testing.http.WebPort;

/** How many times a gateway waits for its servers, one time after the other, for each request. */
class RoundTripsTest {
  private static final GatewaySettings SETTINGS = GatewaySettings.usual();
  private static final Random CONTENTS = new Random(7);

  private static TestVdrive vdrive;
  private static TestGrid grid;
  private static RoundTrips trips;
  private static WebPort web;
  private static int names;

  @BeforeAll
  static void start(@TempDir Path directory) {
    vdrive = TestVdrive.start(directory);
    grid = TestGrid.start(directory.resolve("grid"), 10, SETTINGS);
    TestGateway gateway = grid.gateway(SETTINGS.vdrive(vdrive, vdrive.makeRoot()));
    web = gateway.web();
    trips = new RoundTrips(grid.vertx(), gateway);
    for (TestServer server : grid.servers()) server.misbehave(trips);
    vdrive.misbehave(trips);
  }

  @AfterAll
  static void stop() {
    grid.servers().forEach(TestServer::behave);
    vdrive.behave();
    grid.close();
    vdrive.close();
  }

  static Stream<Arguments> requests() {
    String file = ask("PUT", "/uri", kib());
    String mutable = ask("PUT", "/uri?format=sdmf", kib());
    String directory = WebPort.path(ask("POST", "/uri?t=mkdir", ""));
    ask("PUT", directory + "/there?t=uri", file);
    String large = WebPort.path(ask("POST", "/uri?t=mkdir-with-children", children(1000, file)));
    ask("PUT", "/vdrive/private/there?t=uri", file);
    List<Arguments> all = new ArrayList<>();
    all.add(request("PUT /uri", 1, () -> ask("PUT", "/uri", kib())));
    all.add(request("GET file", 1, () -> ask("GET", WebPort.path(file))));
    all.add(request("check file", 1, () -> ask("POST", WebPort.path(file) + "?t=check", "")));
    all.add(request("create SDMF", 1, () -> ask("PUT", "/uri?format=sdmf", kib())));
    all.add(request("overwrite SDMF", 2, () -> ask("PUT", WebPort.path(mutable), kib())));
    all.add(request("read SDMF", 1, () -> ask("GET", WebPort.path(mutable))));
    all.add(request("mkdir", 1, () -> ask("POST", "/uri?t=mkdir", "")));
    all.add(request("list", 1, () -> ask("GET", directory + "?t=json")));
    all.add(request("child by path", 2, () -> ask("GET", directory + "/there")));
    all.add(request("add child", 2, () -> ask("PUT", directory + next() + "?t=uri", file)));
    all.add(request("add child to 1,000", 2, () -> ask("PUT", large + next() + "?t=uri", file)));
    all.add(request("PUT into directory", 3, () -> ask("PUT", directory + next(), kib())));
    all.add(request("mkdir -p", 3, () -> ask("POST", directory + next() + "/b/c/d?t=mkdir", "")));
    all.add(
        request("vdrive mkdir", 2, () -> ask("POST", "/vdrive/private" + next() + "?t=mkdir", "")));
    all.add(
        request(
            "vdrive mkdir -p",
            2,
            () -> ask("POST", "/vdrive/private" + next() + "/b/c?t=mkdir", "")));
    all.add(request("vdrive PUT", 3, () -> ask("PUT", "/vdrive/private" + next(), kib())));
    all.add(request("vdrive list", 1, () -> ask("GET", "/vdrive/private/?t=json")));
    return all.stream();
  }

  /** A list of so many children, all of them {@code file}. */
  private static String children(int count, String file) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"child%d\": [\"filenode\", {\"ro_uri\": \"%s\"}]".formatted(i, file))
        .collect(Collectors.joining(", ", "{", "}"));
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

  private static String next() {
    return "/name" + names++;
  }

  private static byte[] kib() {
    byte[] file = new byte[1024];
    CONTENTS.nextBytes(file);
    return file;
  }

  private static String ask(String method, String path, String body) {
    return ask(method, path, body.getBytes(StandardCharsets.UTF_8));
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
