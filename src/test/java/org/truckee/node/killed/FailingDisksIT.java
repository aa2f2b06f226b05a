package org.truckee.node.killed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.node.process.ProcessGrid;
import org.truckee.testing.faults.FaultShim;
import org.truckee.testing.http.MixedLoad;

/**
 * A grid of processes on disks that fail: of one node after the other, the n-th write, sync and so
 * on, while everything is written through a gateway. Failing disks of processes: an acknowledged
 * write stays, a failed one is told in words, and the next one works. Of a storage server and of
 * the vdrive server, one run lets the first or the third call of each kind fail, as it draws; of
 * the gateway, both.
 */
@Tag("slow")
class FailingDisksIT {
  private static final int SERVERS = 4;
  private static final Map<String, Integer> ENCODING =
      Map.of("needed", 2, "happy", 3, "total", SERVERS);
  private static final List<Integer> CALLS = List.of(1, 3);

  @TempDir Path root;
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final Map<String, FaultShim> shims = new HashMap<>();
  private final Set<String> fired = new TreeSet<>();
  private final MixedLoad load = new MixedLoad("disk", 1);

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void whateverCallFails_nothingAcknowledgedIsLost() throws Exception {
    System.out.println("failing disks, seed " + seed);
    Path library = FaultShim.compile(root);
    Path nodes = Files.createDirectory(root.resolve("nodes")).toRealPath();
    try (ProcessGrid grid = new ProcessGrid(nodes)) {
      grid.setEnvironment(name -> shim(library, nodes, name).environment());
      grid.startIntroducer();
      grid.startVdrive();
      grid.startStorageServers(SERVERS, List.of());
      grid.startGateway("gateway", ENCODING, List.of());
      grid.waitForServers("gateway", SERVERS);
      load.begin(() -> grid.url("gateway"));
      List<String> all = new ArrayList<>(grid.storageServers());
      breakDisks(grid, List.of("storage1"), this::drawn, MixedLoad.ROUND);
      breakDisks(grid, all, () -> List.of(1), 0);
      breakDisks(grid, List.of("vdrive"), this::drawn, MixedLoad.ROUND - 1);
      breakDisks(grid, List.of("gateway"), () -> CALLS, 0);
      breakIntroducersDisk(grid);
      all.addAll(List.of("introducer", "vdrive", "gateway"));
      for (String node : all) grid.kill(node);
      for (String node : all) grid.startSoon(node, List.of());
      for (String node : all) grid.waitUntilUp(node);
      grid.waitForServers("gateway", SERVERS);

      System.out.println("faults that happened: " + fired);
      assertThat(load.missing(() -> grid.url("gateway"))).isEmpty();
      assertThat(load.refusals())
          .allMatch(refusal -> refusal.matches("(?s)50[0237] .{20,}"))
          .noneMatch(refusal -> refusal.contains("Something went wrong"));
      assertThat(fired)
          .contains("storage1 write", "storage1 sync", "storage1 open")
          .contains("gateway write", "gateway open")
          .hasSizeGreaterThan(10);
    }
  }

  private FaultShim shim(Path library, Path nodes, String name) {
    return shims.computeIfAbsent(name, first -> newShim(library, nodes, name));
  }

  private FaultShim newShim(Path library, Path nodes, String name) {
    try {
      return new FaultShim(library, root.resolve(name + ".faults"), nodes.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Integer> drawn() {
    return List.of(CALLS.get(random.nextInt(CALLS.size())));
  }

  /**
   * Lets some {@code calls} of each kind fail; at least {@code least} writes of a round are
   * acknowledged beside a fault.
   */
  private void breakDisks(
      ProcessGrid grid, List<String> nodes, Supplier<List<Integer>> calls, int least)
      throws Exception {
    for (String kind : FaultShim.KINDS)
      for (int n : calls.get()) {
        for (String node : nodes) shims.get(node).fail(kind, n);
        int done = load.round(() -> grid.url("gateway"));
        for (String node : nodes) if (shims.get(node).stop()) fired.add(node + " " + kind);
        assertThat(done)
            .as("%s, %s %d: %s", nodes, kind, n, load.refusals())
            .isGreaterThanOrEqualTo(least);
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> load.round(() -> grid.url("gateway")) == MixedLoad.ROUND);
      }
    System.out.printf("%s: %s%n", nodes, load.refusals());
  }

  /** It writes when somebody announces himself anew. */
  private void breakIntroducersDisk(ProcessGrid grid) throws Exception {
    for (String kind : List.of("write", "sync", "open")) {
      shims.get("introducer").fail(kind, 1);
      grid.kill("storage1");
      grid.start("storage1", List.of());
      await().atMost(Duration.ofSeconds(30)).until(() -> load.round(() -> grid.url("gateway")) > 4);
      if (shims.get("introducer").stop()) fired.add("introducer " + kind);
    }
  }
}
