package org.truckee.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.testing.GatewayClient;

/** Power cuts in the middle of uploads: what was acknowledged is whole, and the rest is no load. */
@Tag("slow")
class InterruptedUploadIT {
  private static final Map<String, Integer> ENCODING = Map.of("needed", 2, "happy", 3, "total", 4);
  private static final int SERVERS = 4;
  private static final int CUTS = 20;
  private static final long SIZE = 20L << 20;
  private static final int LONGEST_WAIT_MILLIS = 1500;

  @TempDir Path root;

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  @Test
  void whateverMomentAGatewayAndAServerDie_acknowledgedFilesAreWholeAndNothingElseIsLeft()
      throws Exception {
    try (ProcessGrid grid = new ProcessGrid(root)) {
      grid.startIntroducer();
      grid.startStorageServers(SERVERS, List.of());
      grid.startGateway("gateway", ENCODING, List.of());
      Map<Long, String> acknowledged = new HashMap<>();
      for (int cut = 0; cut < CUTS; cut++) {
        grid.waitForServers("gateway", SERVERS);
        long contents = seed + cut;
        CompletableFuture<String> upload = start(grid, contents);
        Thread.sleep(random.nextInt(LONGEST_WAIT_MILLIS));
        String server = "storage" + (1 + random.nextInt(SERVERS));
        grid.kill("gateway");
        grid.kill(server);
        String cap = outcome(upload);
        if (cap != null) acknowledged.put(contents, cap);
        grid.start(server, List.of());
        grid.start("gateway", List.of());
      }
      restart(grid);
      for (String server : grid.storageServers())
        assertThat(unfinished(grid, server)).as("left on %s, seed %d", server, seed).isEmpty();
      GatewayClient gateway = new GatewayClient(grid.url("gateway"));
      for (Map.Entry<Long, String> file : acknowledged.entrySet())
        assertThat(gateway.matching(file.getValue(), file.getKey(), SIZE))
            .as("an acknowledged file, seed %d", seed)
            .isEqualTo(SIZE);
    }
  }

  private static CompletableFuture<String> start(ProcessGrid grid, long contents)
      throws IOException {
    GatewayClient gateway = new GatewayClient(grid.url("gateway"));
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return gateway.put(contents, SIZE);
          } catch (IOException cut) {
            return null;
          }
        });
  }

  private static String outcome(CompletableFuture<String> upload)
      throws InterruptedException, ExecutionException {
    return upload.get();
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
}
