package org.truckee.client.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.Blacklist;
import org.truckee.protocol.Rate;
import org.truckee.protocol.limit.ServerLimits;
import org.truckee.protocol.limit.ServerLimits.Amounts;
import org.truckee.testing.Waiting;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.known.Golden;

/** A gateway whose storage servers refuse something, by their blacklists or limits. */
class RefusedThingsTest {
  @TempDir Path directory;
  private TestGrid grid;

  @BeforeEach
  void start() {
    grid = TestGrid.start(directory, 4, GatewaySettings.encoding(2, 2, 4));
  }

  @AfterEach
  void stop() {
    grid.close();
  }

  private void prohibit(String cap, List<TestServer> servers) throws IOException {
    Path list = directory.resolve("access.blacklist");
    Files.writeString(list, TestGrid.storageIndex(cap) + " by court order 17\n");
    for (TestServer server : servers) {
      server.stop();
      server.prohibit(Blacklist.in(list));
      server.start();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?format=sdmf", "?format=mdmf"})
  void whatAllRefuse_isRefused_withTheirReason(String kind) throws IOException {
    byte[] file = Golden.stream("refused", 5000);
    String cap = grid.web().send("PUT", "/uri" + kind, file).text();
    prohibit(cap, grid.servers());
    Waiting.until(() -> assertThat(grid.web().read(cap).status()).isEqualTo(403));
    WebPort.Answer answer = grid.web().read(cap);
    assertThat(answer.text()).contains("Access Prohibited: by court order 17", "so says ");
    assertThat(answer.text().split("court order", -1)).as("each reason once").hasSize(2);
  }

  @Test
  void whereServersLimitTheirClients_anUploadFailsInWords_andReadingGoesOn() {
    Optional<Rate> bytes = Optional.of(new Rate(40_000, Duration.ofHours(1)));
    Amounts amounts = new Amounts(Optional.empty(), bytes);
    for (TestServer server : grid.servers()) {
      server.stop();
      server.limit(new ServerLimits(amounts, amounts, 10));
      server.start();
    }
    byte[] file = Golden.stream("first", 5000);
    String[] cap = new String[1];
    Waiting.until(() -> cap[0] = grid.web().put(file));
    WebPort.Answer refused = grid.web().send("PUT", "/uri", Golden.stream("file", 5000));
    for (int i = 0; i < 40 && refused.status() == 200; i++)
      refused = grid.web().send("PUT", "/uri", Golden.stream("file " + i, 5000));
    assertThat(refused.status()).as(refused.text()).isEqualTo(503);
    assertThat(refused.text())
        .containsAnyOf(
            "says: one network of addresses sends at most 40000 bytes in an hour here",
            "answered 429: too much was sent to it");
    assertThat(grid.web().read(cap[0]).bytes()).isEqualTo(file);
  }

  @Test
  void whatOneRefuses_isReadFromOthers_andItsWordAloneExplainsNoLoss() throws IOException {
    byte[] file = Golden.stream("refused", 5000);
    String cap = grid.web().send("PUT", "/uri", file).text();
    StorageIndex index = TestGrid.storageIndex(cap);
    prohibit(cap, grid.servers().subList(0, 1));
    Waiting.until(() -> assertThat(grid.web().read(cap).bytes()).isEqualTo(file));
    for (TestServer server : grid.servers())
      for (int share : server.shares(index)) Files.delete(server.shareFile(index, share));
    Waiting.until(() -> assertThat(grid.web().read(cap).status()).isEqualTo(410));
  }
}
