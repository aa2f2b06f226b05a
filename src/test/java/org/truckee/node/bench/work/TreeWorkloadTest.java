package org.truckee.node.bench.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;

@Tag("slow")
class TreeWorkloadTest {
  @Test
  void aTree_isCopiedUpAndDown(@TempDir Path directory) throws Exception {
    try (TestGrid grid = TestGrid.start(directory, 2, GatewaySettings.encoding(1, 1, 2))) {
      BenchTarget target = new BenchTarget(grid.web().address(), directory, Optional.empty());

      assertThat(new TreeWorkload(target).run(1))
          .extracting(Measurement::name)
          .containsExactly("copy_tree_up_files_per_s", "copy_tree_down_files_per_s");
    }
  }
}
