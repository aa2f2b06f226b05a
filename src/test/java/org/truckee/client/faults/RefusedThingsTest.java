package org.truckee.client.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.Blacklist;
import org.truckee.testing.Waiting;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.known.Golden;

/** A gateway whose storage servers refuse something by their blacklists. */
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
