package org.truckee.client.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.cap.Capability;
import org.truckee.client.check.CheckOptions;
import org.truckee.crypto.StorageIndex;
import org.truckee.testing.faults.Faults;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.known.Golden;

/**
 * Repairs where there are fewer servers than shares: two servers, of which each has five of ten.
 */
@Timeout(60)
class FewServersRepairTest {
  private static final int CONTAINER_HEADER = 12;

  private static TestGrid grid;

  private byte[] contents;
  private String cap;
  private StorageIndex storageIndex;

  @BeforeAll
  static void start(@TempDir Path directory) {
    grid = TestGrid.start(directory, 2, GatewaySettings.encoding(3, 1, 10));
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  @BeforeEach
  void putFile(TestInfo test) {
    grid.servers().forEach(TestServer::behave);
    grid.waitUntilTrusted();
    contents = Golden.stream(test.getDisplayName(), 200_000);
    cap = grid.web().put(contents);
    storageIndex = TestGrid.storageIndex(cap);
    assertThat(grid.servers()).allMatch(server -> server.shares(storageIndex).size() == 5);
  }

  @Test
  void missingShares_areSpreadEvenly() throws IOException {
    lose(0, 4);
    lose(1, 3);

    RepairResults results = repair();

    assertThat(results.successful()).isTrue();
    assertThat(results.after().health().happiness()).isEqualTo(2);
    assertThat(grid.servers()).allMatch(server -> server.shares(storageIndex).size() == 5);
  }

  @Test
  void damageOnEveryServer_isMadeAnewOnTheOthers() throws IOException {
    for (TestServer server : grid.servers())
      for (int share : server.shares(storageIndex).subList(0, 3))
        server.damage(storageIndex, share, CONTAINER_HEADER + 500);

    RepairResults results = repair();

    assertThat(results.before().counts().good()).isEqualTo(4);
    assertThat(results.successful()).isTrue();
    assertThat(results.before().damaged()).hasSize(6);
    assertThat(grid.servers()).allMatch(server -> server.shares(storageIndex).size() == 8);
    assertThat(grid.web().get("/uri/" + cap).bytes()).isEqualTo(contents);
  }

  @Test
  void aServerThatTakesNothing_leavesAllToTheOther() throws IOException {
    lose(0, 4);
    lose(1, 3);
    grid.server(0).misbehave(Faults.onAllocate(Faults.status(507)));

    RepairResults results = repair();

    assertThat(results.successful()).isTrue();
    assertThat(grid.server(0).shares(storageIndex)).hasSize(1);
    assertThat(grid.server(1).shares(storageIndex)).hasSize(9);
  }

  private RepairResults repair() {
    RepairOptions options = new RepairOptions(new CheckOptions(true, false), false);
    return grid.run(
            () -> grid.gateway().gateway().repairer().repair(Capability.parse(cap), options))
        .orElseThrow();
  }

  private void lose(int server, int count) throws IOException {
    TestServer loser = grid.server(server);
    List<Integer> shares = loser.shares(storageIndex).subList(0, count);
    for (int share : shares) Files.delete(loser.shareFile(storageIndex, share));
  }
}
