package org.truckee.node.killed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.node.process.ProcessGrid;
import org.truckee.testing.http.GatewayClient;

/**
 * Power cuts in the middle of uploads: what was acknowledged is whole, and the rest is no load. One
 * run cuts ten uploads off, at moments that are drawn anew in each run.
 */
@Tag("slow")
class InterruptedUploadIT {
  private static final int HAPPY = 3;
  private static final int SERVERS = 4;
  private static final Map<String, Integer> ENCODING =
      Map.of("needed", 2, "happy", HAPPY, "total", SERVERS);
  private static final int CUTS = 10;
  private static final long SIZE = 20L << 20;

  @TempDir Path root;
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final Map<Long, String> acknowledged = new HashMap<>();

  @Test
  void whateverMomentAGatewayAndAServerDie_acknowledgedFilesAreWholeAndNothingElseIsLeft()
      throws Exception {
    try (ProcessGrid grid = new ProcessGrid(root)) {
      grid.startIntroducer();
      grid.startStorageServers(SERVERS, List.of());
      grid.startGateway("gateway", ENCODING, List.of());
      grid.waitForServers("gateway", SERVERS);
      int length = millisOfAnUpload(grid);
      for (int cut = 1; cut <= CUTS; cut++) interrupt(grid, seed + cut, random.nextInt(length));
      restart(grid);
      for (String server : grid.storageServers()) {
        assertThat(unfinished(grid, server)).as("left on %s, seed %d", server, seed).isEmpty();
        assertThat(sizesOfShares(grid, server)).as("on %s, seed %d", server, seed).hasSize(1);
      }
      assertThat(acknowledged.size()).as("some were in time, seed %d", seed).isPositive();
      for (Map.Entry<Long, String> file : acknowledged.entrySet())
        assertIsWhole(grid, file.getKey(), file.getValue());
    }
  }

  /** The time of an upload that nobody interrupts, after a first one has warmed everything up. */
  private int millisOfAnUpload(ProcessGrid grid) throws IOException {
    GatewayClient gateway = new GatewayClient(grid.url("gateway"));
    gateway.put(seed - 1, SIZE);
    long start = System.nanoTime();
    acknowledged.put(seed, gateway.put(seed, SIZE));
    return (int) ((System.nanoTime() - start) / 1_000_000) + 1;
  }

  private void interrupt(ProcessGrid grid, long contents, int millis) throws Exception {
    grid.waitForServers("gateway", SERVERS);
    GatewayClient gateway = new GatewayClient(grid.url("gateway"));
    CompletableFuture<String> upload = CompletableFuture.supplyAsync(() -> put(gateway, contents));
    Thread.sleep(millis);
    String server = "storage" + (1 + random.nextInt(SERVERS));
    grid.kill(server);
    grid.kill("gateway");
    String cap = upload.get();
    if (cap != null) acknowledged.put(contents, cap);
    grid.start(server, List.of());
    grid.start("gateway", List.of());
  }

  /** The capability; null if the gateway was gone before it could tell. */
  private static String put(GatewayClient gateway, long contents) {
    try {
      return gateway.put(contents, SIZE);
    } catch (IOException cut) {
      return null;
    }
  }

  private static void restart(ProcessGrid grid) throws IOException, InterruptedException {
    for (String server : grid.storageServers()) {
      grid.kill(server);
      grid.start(server, List.of());
    }
    grid.kill("gateway");
    grid.start("gateway", List.of());
    grid.waitForServers("gateway", SERVERS);
  }

  private static List<Path> unfinished(ProcessGrid grid, String server) throws IOException {
    Path incoming = grid.directory(server).storage().resolve("shares/incoming");
    try (Stream<Path> files = Files.walk(incoming)) {
      return files.filter(file -> !file.equals(incoming)).toList();
    }
  }

  /** All files are alike, so a share of another size would be one that is not whole. */
  private static List<Long> sizesOfShares(ProcessGrid grid, String server) throws IOException {
    try (Stream<Path> files = Files.walk(grid.directory(server).storage().resolve("shares"))) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.toFile().length())
          .distinct()
          .toList();
    }
  }

  private void assertIsWhole(ProcessGrid grid, long contents, String cap) throws IOException {
    long same = new GatewayClient(grid.url("gateway")).matching(cap, contents, SIZE);
    assertThat(same).as("bytes of an acknowledged file, seed %d", seed).isEqualTo(SIZE);
    JsonNode shares = verify(grid, cap);
    assertThat(shares.get("count-shares-good").asInt())
        .as("seed %d", seed)
        .isGreaterThanOrEqualTo(HAPPY);
    assertThat(shares.get("count-corrupt-shares").asInt()).as("seed %d", seed).isZero();
  }

  /** Has every byte of every share checked. */
  private static JsonNode verify(ProcessGrid grid, String cap) throws IOException {
    String path = "/uri/" + cap.replace(":", "%3A") + "?t=check&verify=true&output=JSON";
    HttpURLConnection http =
        (HttpURLConnection) grid.url("gateway").resolve(path).toURL().openConnection();
    http.setRequestMethod("POST");
    return new ObjectMapper().readTree(http.getInputStream()).get("results");
  }
}
