package org.truckee.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.known.Golden;

/** A gateway and its servers, all of them well. */
class GatewayTest {
  @Test
  void aFileThatWasPutIn_comesBack(@TempDir Path directory) {
    try (TestGrid grid = TestGrid.start(directory, 10)) {
      byte[] file = Golden.stream("whole", 1_000_000);

      String cap = grid.web().put(file);

      assertThat(grid.web().read(cap).bytes()).isEqualTo(file);
      assertThat(grid.uploadsUnderWay()).isZero();
    }
  }
}
