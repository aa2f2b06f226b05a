package org.truckee.client.directory.trash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.cap.Capability;
import org.truckee.client.directory.DirectoryFormat;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.RandomDrive;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestVdrive;

/** A drive as it was is what it showed then, whatever happened in it before and after. */
@Tag("slow")
class PastLawTest {
  private static TestVdrive vdrive;
  private static TestGrid grid;

  @BeforeAll
  static void start(@TempDir Path directory) {
    vdrive = TestVdrive.start(directory);
    GatewaySettings settings = GatewaySettings.encoding(1, 1, 1).vdrive(vdrive, vdrive.makeRoot());
    grid = TestGrid.start(directory.resolve("grid"), 1, settings);
  }

  @AfterAll
  static void stop() {
    grid.close();
    vdrive.close();
  }

  private static Capability newDrive(DirectoryFormat format) {
    Capability root =
        grid.run(() -> grid.gateway().gateway().directories().create(format, List.of()))
            .capability();
    grid.gateway().addDrive(root);
    return root;
  }

  @ParameterizedTest
  @CsvSource({"VDRIVE, 1, 70", "SDMF, 3, 30"})
  void aTimeThatWasSeen_showsWhatItShowedThen(DirectoryFormat format, int seed, int steps) {
    Capability root = newDrive(format);
    RandomDrive drive = new RandomDrive(grid, root, new Random(seed));
    TreeMap<Instant, Map<String, String>> seen = new TreeMap<>();
    for (int i = 0; i < steps; i++) {
      drive.step();
      seen.put(grid.clock().instant(), drive.shown());
    }

    Trashes trashes = grid.gateway().gateway().trashes().orElseThrow();
    boolean late = false;
    for (Map.Entry<Instant, Map<String, String>> then : seen.headMap(seen.lastKey()).entrySet()) {
      Instant at = late ? seen.higherKey(then.getKey()).minusMillis(1) : then.getKey();
      assertShown(drive, trashes, root, at, then.getValue());
      late = !late;
    }
  }

  private static void assertShown(
      RandomDrive drive,
      Trashes trashes,
      Capability root,
      Instant at,
      Map<String, String> expected) {
    assertThat(drive.shown(grid.run(() -> trashes.past(root, at))))
        .as("the drive as of " + at)
        .containsExactlyEntriesOf(expected);
  }
}
