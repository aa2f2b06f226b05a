package org.truckee.web.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.cap.Capability;
import org.truckee.crypto.StorageIndex;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.grid.TestUpkeep;
import org.truckee.testing.http.WebPort;

/** From the memory of upkeep to the first page: care that has stopped is told, and loss is. */
@Tag("slow")
class UpkeepOnTheFirstPageTest {
  private static final byte[] FILE = "looked after ".repeat(100).getBytes(StandardCharsets.UTF_8);

  @TempDir Path directory;
  private TestGrid grid;
  private TestUpkeep kept;
  private WebPort web;
  private String file;

  @BeforeEach
  void start() {
    grid = TestGrid.start(directory, 4, GatewaySettings.encoding(2, 3, 4));
    String root = grid.web().send("POST", "/uri?t=mkdir", new byte[0]).text();
    file = grid.web().send("PUT", "/uri/" + root + "/file", FILE).text();
    kept = TestUpkeep.open(grid, directory);
    kept.add("work", root);
    web = kept.web();
  }

  @AfterEach
  void stop() {
    kept.close();
    grid.close();
  }

  private void assertTold(String line, String metric, int number) throws IOException {
    JsonNode upkeep = new ObjectMapper().readTree(web.get("/?t=json").text()).path("upkeep");
    assertThat(upkeep.path("warnings").toString()).contains(line);
    assertThat(upkeep.path("unhealable").asInt())
        .isEqualTo(metric.equals("unhealable") ? number : 0);
    assertThat(web.get("/", "Accept", "text/html").text())
        .contains(line.replace("'", "&#39;"), "href=\"./upkeep\"");
    assertThat(web.get("/statistics?t=openmetrics").text())
        .contains("tahoe_stats_upkeep_%s %d\n".formatted(metric, number));
  }

  private void assertNothingToTell() throws IOException {
    JsonNode upkeep = new ObjectMapper().readTree(web.get("/?t=json").text()).path("upkeep");
    assertThat(upkeep.path("overdue").asBoolean()).isFalse();
    assertThat(upkeep.path("warnings")).isEmpty();
    assertThat(web.get("/statistics?t=openmetrics").text())
        .contains("tahoe_stats_upkeep_overdue 0\n", "tahoe_stats_upkeep_unhealable 0\n");
  }

  @Test
  void careThatHasStopped_isToldWhenItIsAWeekLate_untilItGoesOn() throws IOException {
    assertNothingToTell();
    grid.clock().advance(Duration.ofDays(7));
    assertNothingToTell();

    grid.clock().advance(Duration.ofDays(8));
    assertTold("1 root has not been walked as a whole for two weeks", "overdue", 1);
    assertTold("Files and directories wait for upkeep", "overdue", 1);
    kept.look();

    assertNothingToTell();
  }

  @Test
  void whatNothingHeals_isTold() throws IOException {
    StorageIndex lost = Capability.parse(file).verifyCap().orElseThrow().storageIndex();
    for (TestServer server : grid.servers().subList(0, 3))
      for (int share : server.shares(lost)) Files.delete(server.shareFile(lost, share));
    for (int day = 0; day < 2; day++) {
      grid.clock().advance(Duration.ofHours(24));
      kept.look();
    }

    assertTold("1 file or directory can't be healed.", "unhealable", 1);
  }
}
