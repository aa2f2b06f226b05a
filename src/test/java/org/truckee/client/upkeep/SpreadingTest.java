package org.truckee.client.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.crypto.StorageIndex;
import org.truckee.testing.Waiting;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.grid.TestUpkeep;

/** Four servers, of which two are away while a file is stored. */
@Tag("slow")
class SpreadingTest {
  @TempDir Path directory;
  private TestGrid grid;
  private TestUpkeep kept;
  private String file;

  @BeforeEach
  void start() {
    grid = TestGrid.start(directory, 4, GatewaySettings.encoding(1, 2, 4));
    kept = TestUpkeep.open(grid, directory);
  }

  @AfterEach
  void stop() {
    kept.close();
    grid.close();
  }

  private List<TestServer> away() {
    return grid.servers().subList(0, 2);
  }

  private String storeWhileTwoAreAway() {
    away().forEach(TestServer::stop);
    String cap = grid.web().send("PUT", "/uri", new byte[1000]).text();
    comeBack();
    return cap;
  }

  private void comeBack() {
    away().forEach(TestServer::start);
    grid.servers().forEach(server -> grid.gateway().meet(server));
    grid.waitUntilTrusted();
  }

  private long holders() {
    return holders(file);
  }

  private long holders(String cap) {
    return grid.servers().stream()
        .filter(server -> !server.shares(TestGrid.storageIndex(cap)).isEmpty())
        .count();
  }

  private void minutes(int minutes) {
    grid.clock().advance(Duration.ofMinutes(minutes));
    kept.look();
  }

  @Test
  void aFileThatWasStoredOnTooFewServers_isToppedUpWithinTheHour() {
    file = storeWhileTwoAreAway();
    assertThat(holders()).isEqualTo(2);
    Waiting.untilTrue(() -> kept.state().figures().things().all() == 1);

    minutes(19);
    assertThat(holders()).isEqualTo(2);
    minutes(1);
    assertThat(holders()).isEqualTo(4);
    assertThat(kept.state().figures().things().healthy()).isOne();
  }

  /** A file of each kind that changes, and a directory. */
  private List<String> storeWhatChanges() {
    return List.of(
        grid.web().send("PUT", "/uri?format=sdmf", new byte[1000]).text(),
        grid.web().send("PUT", "/uri?format=mdmf", new byte[300_000]).text(),
        grid.web().send("POST", "/uri?t=mkdir", new byte[0]).text());
  }

  private void assertOneShareEach(List<String> caps) {
    for (String cap : caps)
      for (TestServer server : grid.servers())
        assertThat(server.shares(TestGrid.storageIndex(cap))).as("%s", cap).hasSize(1);
    assertThat(kept.state().figures().things().healthy()).isEqualTo(caps.size());
  }

  @Test
  void filesThatChange_andDirectories_areToppedUpWithinTheHour_thoughAWalkDoesNotComeByThem() {
    away().forEach(TestServer::stop);
    List<String> caps = storeWhatChanges();
    comeBack();
    caps.forEach(cap -> assertThat(holders(cap)).isEqualTo(2));
    Waiting.untilTrue(() -> kept.state().figures().things().all() == caps.size());
    kept.close();
    kept = TestUpkeep.open(grid, directory);

    minutes(1);
    kept.add("work", caps.get(2));
    minutes(19);
    assertOneShareEach(caps);
    assertThat(grid.web().get("/uri/" + caps.get(1)).bytes()).isEqualTo(new byte[300_000]);
  }

  @Test
  void aMoveThatWasCutOffAfterItsCopy_isFinished() throws IOException {
    TestServer late = grid.servers().get(0);
    late.stop();
    file = grid.web().send("PUT", "/uri?format=sdmf", new byte[1000]).text();
    late.start();
    grid.waitUntilTrusted();
    Waiting.untilTrue(() -> kept.state().figures().things().all() == 1);
    StorageIndex storageIndex = TestGrid.storageIndex(file);
    TestServer crowded =
        grid.servers().stream()
            .filter(server -> server.shares(storageIndex).size() == 2)
            .findFirst()
            .orElseThrow();
    int share = crowded.shares(storageIndex).iterator().next();
    Files.createDirectories(late.shareFile(storageIndex, share).getParent());
    Files.copy(crowded.shareFile(storageIndex, share), late.shareFile(storageIndex, share));

    minutes(20);
    assertThat(late.shares(storageIndex)).containsExactly(share);
    assertThat(crowded.shares(storageIndex)).hasSize(1).doesNotContain(share);
  }

  @Test
  void serversThatComeBackLate_areUsedWithinTheHour() {
    away().forEach(TestServer::stop);
    List<String> caps = storeWhatChanges();
    file = grid.web().send("PUT", "/uri", new byte[1000]).text();
    Waiting.untilTrue(() -> kept.state().figures().things().all() == caps.size() + 1);
    for (int hour = 0; hour < 11; hour++) minutes(60);
    comeBack();

    minutes(20);
    minutes(20);
    assertThat(holders()).isEqualTo(4);
    caps.forEach(cap -> assertThat(holders(cap)).isEqualTo(4));
  }

  @Test
  void serversThatComeBack_getCopies_whenTheyHaveBeenThereForADay_inWhichTheGatewayRestarts() {
    String root = grid.web().send("POST", "/uri?t=mkdir", new byte[0]).text();
    kept.close();
    kept = TestUpkeep.open(grid, directory.resolve("other"));
    grid.gateway().gateway().tellOfThinFiles(unheard -> {});
    file = storeWhileTwoAreAway();
    grid.web().send("PUT", "/uri/" + root + "/file?t=uri", file.getBytes(StandardCharsets.UTF_8));
    kept.add("work", root);
    assertThat(holders()).isEqualTo(2);

    minutes(12 * 60);
    kept.close();
    kept = TestUpkeep.open(grid, directory.resolve("other"));
    minutes(12 * 60);
    assertThat(holders()).isEqualTo(4);
    long before = requests();
    minutes(24 * 60);
    assertThat(requests() - before).isLessThan(30);
  }

  private long requests() {
    return grid.servers().stream().mapToLong(server -> server.requests().size()).sum();
  }
}
