package org.truckee.client.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    away().forEach(TestServer::start);
    grid.servers().forEach(server -> grid.gateway().meet(server));
    grid.waitUntilTrusted();
    return cap;
  }

  private long holders() {
    return grid.servers().stream()
        .filter(server -> !server.shares(TestGrid.storageIndex(file)).isEmpty())
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

  @Test
  void serversThatComeBack_getCopies_whenTheyHaveBeenThereForADay() {
    String root = grid.web().send("POST", "/uri?t=mkdir", new byte[0]).text();
    kept.close();
    kept = TestUpkeep.open(grid, directory.resolve("other"));
    grid.gateway().gateway().tellOfThinFiles(unheard -> {});
    file = storeWhileTwoAreAway();
    grid.web().send("PUT", "/uri/" + root + "/file?t=uri", file.getBytes(StandardCharsets.UTF_8));
    kept.add("work", root);
    assertThat(holders()).isEqualTo(2);

    minutes(24 * 60);
    assertThat(holders()).isEqualTo(4);
    long before = requests();
    minutes(24 * 60);
    assertThat(requests() - before).isLessThan(30);
  }

  private long requests() {
    return grid.servers().stream().mapToLong(server -> server.requests().size()).sum();
  }
}
