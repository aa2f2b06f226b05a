package org.truckee.client.mutable;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.bytes.Bytes;
import org.truckee.cap.MutableFormat;
import org.truckee.cap.MutableWriteCap;
import org.truckee.client.mutable.read.FoundVersions;
import org.truckee.client.plaintext.PlaintextInMemory;
import org.truckee.client.server.connection.ServerTimeouts;
import org.truckee.testing.faults.Faults;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;

/** Mutable files beside servers that never answer, or are gone. */
class ServersThatHangTest {
  /** Times after which a server is certain to hang: longer than a test may take. */
  private static final ServerTimeouts ENDLESS = new ServerTimeouts(5_000, 600_000, 600_000, 3_000);

  @Test
  void nobodyWaitsForServersThatHang(@TempDir Path directory) {
    GatewaySettings settings = GatewaySettings.usual().patience(ENDLESS);
    try (TestGrid grid = TestGrid.start(directory, 10, settings)) {
      MutableFiles files = grid.gateway().gateway().mutableFiles();
      MutableWriteCap cap = create(grid, files);
      grid.servers().subList(0, 3).forEach(server -> server.misbehave(Faults.stall()));
      grid.run(() -> files.open(cap).newest());

      grid.run(() -> files.open(cap).overwrite(PlaintextInMemory.of(Bytes.utf8("new"))));
      grid.run(() -> files.open(cap).modify(old -> Optional.of(Bytes.utf8("newer"))));
      MutableWriteCap made = create(grid, files);
      FoundVersions found = grid.run(() -> files.open(made).versions());
      assertThat(grid.run(() -> files.open(cap).newest()).sequence()).isEqualTo(3);

      assertThat(found.best().orElseThrow().shares()).hasSize(10);
    }
  }

  @Test
  void aNewFile_getsAllItsShares_asLongAsThereAreServersForThem(@TempDir Path directory) {
    try (TestGrid grid = TestGrid.start(directory, 19, GatewaySettings.encoding(3, 7, 10))) {
      MutableFiles files = grid.gateway().gateway().mutableFiles();
      List<TestServer> dead = grid.servers().subList(0, 9);
      dead.forEach(server -> server.misbehave(Faults.hangUp()));

      for (int i = 0; i < 3; i++) {
        MutableWriteCap cap = create(grid, files);
        FoundVersions.Version version =
            grid.run(() -> files.open(cap).versions()).best().orElseThrow();
        assertThat(version.shares()).hasSize(10);
        assertThat(version.shares().values().stream().flatMap(List::stream).distinct()).hasSize(10);
      }
    }
  }

  private static MutableWriteCap create(TestGrid grid, MutableFiles files) {
    return grid.run(
        () ->
            files.create(
                MutableFormat.SDMF,
                PlaintextInMemory.of(Bytes.utf8("contents")),
                Optional.empty()));
  }
}
