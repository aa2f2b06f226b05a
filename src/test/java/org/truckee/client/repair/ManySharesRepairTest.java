package org.truckee.client.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.bytes.Bytes;
import org.truckee.cap.Capability;
import org.truckee.client.check.CheckOptions;
import org.truckee.client.check.CheckResults;
import org.truckee.client.server.StorageServer;
import org.truckee.crypto.StorageIndex;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGateway;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.known.Golden;
import org.truckee.testing.known.MutableShareFiles;

/**
 * Files of which any 71 of 255 shares are enough, on fifteen servers: as many of the others as
 * there are, chosen by chance, are deleted, damaged, swapped or made old, and healed.
 */
@Tag("slow")
class ManySharesRepairTest {
  private static final int NEEDED = 71;
  private static final int TOTAL = 255;
  private static final int SIZE = 30_000;
  private static final GatewaySettings SETTINGS = GatewaySettings.encoding(NEEDED, 7, TOTAL);

  private static TestGrid grid;

  private final Random random = new Random(3);
  private String cap;
  private StorageIndex address;

  @BeforeAll
  static void start(@TempDir Path directory) {
    grid = TestGrid.start(directory, 15, SETTINGS);
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"CHK", "SDMF", "MDMF"})
  void anyHarmToAsManySharesAsMayBeMissing_isHealed(String format) throws IOException {
    byte[] contents = Golden.stream("many", SIZE);
    cap = grid.web().send("PUT", "/uri?format=" + format, Golden.stream("old", SIZE)).text();
    if (format.equals("CHK")) cap = grid.web().send("PUT", "/uri", contents).text();
    address = TestGrid.storageIndex(cap);
    List<Integer> harmed = new ArrayList<>(IntStream.range(0, TOTAL).boxed().toList());
    Collections.shuffle(harmed, random);
    harmed = harmed.subList(0, TOTAL - NEEDED);
    if (format.equals("CHK")) for (int share : harmed) harm(share);
    else harmMutable(harmed, contents);

    RepairOptions options = new RepairOptions(new CheckOptions(true, false), false);
    TestGateway stranger = grid.gateway(SETTINGS);
    RepairResults results =
        grid.run(() -> stranger.gateway().repairer().repair(Capability.parse(cap), options))
            .orElseThrow();

    assertThat(results.before().counts().good()).isLessThan(TOTAL);
    assertThat(results.after().counts().good()).isEqualTo(TOTAL);
    assertThat(results.successful()).isTrue();
    TestGateway fresh = grid.gateway(SETTINGS, few(results.after()));
    assertThat(fresh.web().get("/uri/" + cap).bytes()).isEqualTo(contents);
  }

  /** Deletes a share of an immutable file, damages it, or gives it the bytes of another one. */
  private void harm(int share) throws IOException {
    Path path = holder(share).shareFile(address, share);
    switch (random.nextInt(3)) {
      case 0 -> Files.delete(path);
      case 1 -> holder(share).damage(address, share, 12 + random.nextInt(300));
      default -> {
        int other = (share + 1) % TOTAL;
        if (isThere(other))
          Files.copy(
              holder(other).shareFile(address, other), path, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** The same for a mutable file, of which some shares stay those of the version before. */
  private void harmMutable(List<Integer> harmed, byte[] contents) throws IOException {
    MutableShareFiles shares = new MutableShareFiles(grid, address);
    List<Bytes> old = IntStream.range(0, TOTAL).mapToObj(shares::data).toList();
    grid.web().send("PUT", "/uri/" + cap, contents);
    for (int share : harmed)
      switch (random.nextInt(4)) {
        case 0 -> Files.delete(shares.path(share));
        case 1 -> shares.flip(share, random.nextInt(300));
        case 2 -> shares.replace(share, old.get(share));
        default -> shares.replace(share, old.get((share + 1) % TOTAL));
      }
  }

  private static boolean holds(TestServer server, StorageIndex address, int share) {
    return Files.exists(server.shareFile(address, share));
  }

  private boolean isThere(int share) {
    return grid.servers().stream().anyMatch(server -> holds(server, address, share));
  }

  private TestServer holder(int share) {
    return grid.servers().stream()
        .filter(server -> holds(server, address, share))
        .findFirst()
        .orElseThrow();
  }

  /** Some servers that together have no more good shares than are needed, or a few more. */
  private List<TestServer> few(CheckResults healed) {
    List<TestServer> servers = new ArrayList<>(grid.servers());
    Collections.shuffle(servers, random);
    List<TestServer> few = new ArrayList<>();
    Set<Integer> good = new TreeSet<>();
    for (TestServer server : servers) {
      if (good.size() >= NEEDED) break;
      few.add(server);
      healed
          .shares()
          .forEach(
              (share, holders) -> {
                if (holders.stream().map(StorageServer::name).anyMatch(server.name()::equals))
                  good.add(share.number());
              });
    }
    assertThat(few).hasSizeLessThan(8);
    return few;
  }
}
