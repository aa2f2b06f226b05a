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
import org.truckee.cap.Capability;
import org.truckee.client.check.CheckOptions;
import org.truckee.client.check.CheckResults;
import org.truckee.client.upkeep.plan.UpkeepFigures;
import org.truckee.crypto.StorageIndex;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGateway;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.grid.TestUpkeep;

/** Ten servers, of which some lose all that they have: upkeep alone makes everything whole. */
@Tag("slow")
class UpkeepHealingTest {
  private static final byte[] FILE =
      "kept for ten years ".repeat(100).getBytes(StandardCharsets.UTF_8);

  @TempDir Path directory;
  private TestGrid grid;
  private TestUpkeep kept;
  private String root;
  private String file;

  @BeforeEach
  void start() {
    grid = TestGrid.start(directory, 10);
    root = grid.web().send("POST", "/uri?t=mkdir", new byte[0]).text();
    file = grid.web().send("PUT", "/uri/" + root + "/file", FILE).text();
    kept = TestUpkeep.open(grid, directory);
    kept.add("work", root);
  }

  @AfterEach
  void stop() {
    kept.close();
    grid.close();
  }

  private void hours(int hours) {
    grid.clock().advance(Duration.ofHours(hours));
    kept.look();
  }

  private static StorageIndex address(String cap) {
    return Capability.parse(cap).verifyCap().orElseThrow().storageIndex();
  }

  private void wipe(List<TestServer> servers) throws IOException {
    for (TestServer server : servers)
      for (String cap : List.of(root, file))
        for (int share : server.shares(address(cap)))
          Files.delete(server.shareFile(address(cap), share));
  }

  private UpkeepFigures figures() {
    return kept.state().figures();
  }

  @Test
  void sevenOfTenServersThatLostAll_areMadeUpFor_afterTwoChecks() throws IOException {
    wipe(grid.servers().subList(0, 7));
    hours(24);
    assertThat(figures().things().low()).isEqualTo(2);
    assertThat(figures().repairs().attempted()).isZero();

    hours(24);
    assertThat(figures().repairs()).isEqualTo(new UpkeepFigures.Repairs(2, 2));
    assertThat(figures().things()).isEqualTo(new UpkeepFigures.Things(2, 0, 2, 0, 0, 0));
    wipe(grid.servers().subList(7, 10));
    TestGateway fresh = grid.gateway(GatewaySettings.usual());
    assertThat(fresh.web().get("/uri/" + root + "/file").bytes()).isEqualTo(FILE);
  }

  @Test
  void aRebootOfFourServers_isNoReasonForARepair() {
    grid.servers().subList(0, 4).forEach(TestServer::stop);
    hours(24);
    assertThat(figures().things().low()).isEqualTo(2);

    grid.servers().subList(0, 4).forEach(TestServer::start);
    grid.waitUntilTrusted();
    hours(24);
    assertThat(figures().things().low()).isZero();
    assertThat(figures().repairs().attempted()).isZero();
  }

  @Test
  void blocksThatRotSilently_areFoundByAnAudit_andMadeAnew() {
    for (TestServer server : grid.servers().subList(0, 4))
      for (int share : server.shares(address(file))) server.damage(address(file), share, 200);
    for (int day = 0; day < 10 && figures().repairs().attempted() == 0; day++) hours(24);

    assertThat(figures().repairs()).isEqualTo(new UpkeepFigures.Repairs(1, 1));
    CheckResults now =
        grid.run(
                () ->
                    grid.gateway()
                        .gateway()
                        .checker()
                        .check(Capability.parse(file), new CheckOptions(true, false)))
            .orElseThrow();
    assertThat(now.health().healthy()).isTrue();
    assertThat(now.damaged()).hasSize(4);
  }

  @Test
  void whatNobodyCanHeal_isToldOf_withItsPlace() throws IOException {
    for (TestServer server : grid.servers().subList(0, 8))
      for (int share : server.shares(address(file)))
        Files.delete(server.shareFile(address(file), share));
    hours(24);
    hours(24);

    assertThat(kept.state().warnings()).containsExactly("1 file or directory can't be healed.");
    assertThat(grid.run(kept.upkeep()::low))
        .singleElement()
        .satisfies(thing -> assertThat(thing.origin()).hasToString("work/file"));
  }
}
