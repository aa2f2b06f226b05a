package org.truckee.client.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.bytes.Bytes;
import org.truckee.client.server.connection.ServerTimeouts;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.protocol.announcement.AnnouncedService;
import org.truckee.protocol.announcement.AnnouncedStorage;
import org.truckee.testing.Waiting;
import org.truckee.testing.faults.Faults;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;

/** Two servers of which one claims to be the other: the gateway's pages warn of it. */
class TwinsTest {
  private static final ServerTimeouts OFTEN =
      new ServerTimeouts(5_000, 20_000, 60_000, 1_000, 1, 20);

  @TempDir Path directory;
  private TestGrid grid;
  private StorageServers servers;

  @BeforeEach
  void start() {
    grid = TestGrid.start(directory, 2, GatewaySettings.encoding(1, 1, 1).patience(OFTEN));
    servers = grid.gateway().servers();
  }

  @AfterEach
  void stop() {
    grid.close();
  }

  private List<String> warnings() {
    return servers.all().stream().flatMap(server -> servers.warnings(server).stream()).toList();
  }

  @Tag("slow")
  @Test
  void oneKeyAtTwoAddresses_isWarnedOf_asLongAsBothAnswer() {
    String before = grid.server(0).announcement().nurl().toString();
    TestServer twin = grid.twin(0);
    servers.add(twin.announcement());
    servers.startPolling();
    Waiting.until(() -> assertThat(warnings()).hasSize(1));

    assertThat(warnings().get(0)).contains("it answers at " + before + " too");
    assertThat(grid.web().get("/").text()).contains("it answers at " + before + " too");
    assertThat(grid.web().get("/?t=json").text()).contains("it answers at " + before + " too");

    grid.server(0).stop();
    Waiting.until(() -> assertThat(warnings()).isEmpty());
  }

  @Test
  void onePollInVain_saysNothing() {
    grid.server(0).misbehave(Faults.first(1, Faults.status(500)));
    servers.add(grid.twin(0).announcement());
    servers.startPolling();

    Waiting.until(() -> assertThat(warnings()).hasSize(1));
  }

  @Test
  void aServerThatMoved_isNoTwin() {
    grid.server(0).stop();
    TestServer moved = grid.twin(0);
    servers.add(moved.announcement());
    Waiting.untilTrue(() -> servers.reached() == 2);

    assertThat(warnings()).isEmpty();
  }

  @Test
  void oneTubIdUnderTwoKeys_isWarnedOfAtBoth() {
    AnnouncedStorage claim =
        new AnnouncedStorage(
            "other",
            grid.server(0).announcement().nurl(),
            AnnouncedStorage.tubId(grid.server(0).announcement()),
            "truckee/test");
    Ed25519SigningKey key = Ed25519SigningKey.generate(new Random(1_000));
    servers.add(AnnouncedService.sign(key, claim, 1, Bytes.utf8("nonce")));

    assertThat(warnings()).hasSize(2).allMatch(warning -> warning.contains("count as one server"));
    assertThat(grid.web().get("/").text())
        .contains("it announces the TubID of " + grid.server(0).name() + " too");
    assertThat(grid.web().get("/?t=json").text()).contains("they count as one server");
  }
}
