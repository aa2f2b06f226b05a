package org.truckee.node.killed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.node.process.ProcessGrid;
import org.truckee.testing.http.GatewayClient;

/** The promise of the whole: any three of ten servers are enough. */
class SevenServersLostIT {
  private static final Map<String, Integer> ENCODING = Map.of("needed", 3, "happy", 7, "total", 10);
  private static final long SIZE = 100L << 20;

  @TempDir Path root;

  @Test
  @Tag("slow")
  void aFileOfAHundredMebibytes_survivesAnySevenServers() throws Exception {
    long seed = new Random().nextLong();
    try (ProcessGrid grid = new ProcessGrid(root)) {
      grid.startIntroducer();
      grid.startStorageServers(10, List.of());
      grid.startGateway("gateway", ENCODING, List.of());
      grid.waitForServers("gateway", 10);
      String cap = new GatewayClient(grid.url("gateway")).put(seed, SIZE);

      List<String> servers = new ArrayList<>(grid.storageServers());
      Collections.shuffle(servers, new Random(seed));
      for (String server : servers.subList(0, 7)) grid.kill(server);
      grid.kill("gateway");

      grid.startGateway("fresh", ENCODING, List.of());
      grid.waitForServers("fresh", 3);
      assertThat(new GatewayClient(grid.url("fresh")).matching(cap, seed, SIZE))
          .as("bytes that came back, with %s left", servers.subList(7, 10))
          .isEqualTo(SIZE);
    }
  }
}
