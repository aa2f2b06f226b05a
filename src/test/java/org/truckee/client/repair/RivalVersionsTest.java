package org.truckee.client.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.cap.MutableFormat;
import org.truckee.cap.MutableWriteCap;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.RepairedGrid;
import org.truckee.testing.known.Golden;
import org.truckee.testing.known.MutableShareFiles;

/** Versions that a repair does not end, and their end by force. */
class RivalVersionsTest {
  private static RepairedGrid repaired;

  @BeforeAll
  static void start(@TempDir Path directory) {
    repaired = RepairedGrid.start(directory);
  }

  @AfterAll
  static void stop() {
    repaired.close();
  }

  @Test
  void aNewerVersionThatCannotBeRead_isEndedByForceOnly() throws IOException {
    MutableWriteCap cap = create("older");
    MutableShareFiles shares = repaired.shares(cap);
    Map<Integer, Bytes> older = shares.files();
    repaired.overwrite(repaired.writer(), cap, "newer", 10);
    shares.putBack(older, 2, 10);
    Map<Integer, Bytes> mixed = shares.files();

    RepairResults refused = repaired.repair(cap, false, false);

    assertThat(refused.attempted()).isTrue();
    assertThat(refused.failure().orElseThrow().kind()).isEqualTo(GridException.Kind.CONFLICT);
    assertThat(refused.failure().orElseThrow()).hasMessageContaining("force=true");
    assertThat(shares.files()).isEqualTo(mixed);

    assertThat(repaired.repair(cap, false, true).successful()).isTrue();
    assertThat(repaired.sequence(cap)).isEqualTo(3);
    assertThat(repaired.contents(cap)).isEqualTo(Bytes.wrap(Golden.stream("older", 10)));
  }

  @Test
  void twoVersionsOfOneNumber_areDecidedByForceOnly() throws IOException {
    MutableWriteCap cap = create("first");
    MutableShareFiles shares = repaired.shares(cap);
    Map<Integer, Bytes> first = shares.files();
    repaired.overwrite(repaired.writer(), cap, "one", 10);
    Map<Integer, Bytes> one = shares.files();
    shares.putBack(first, 0, 10);
    repaired.overwrite(
        repaired.grid().gateway(GatewaySettings.usual()).gateway(), cap, "other", 10);
    shares.putBack(one, 0, 5);

    RepairResults refused = repaired.repair(cap, false, false);

    assertThat(refused.before().counts().recoverableVersions()).isEqualTo(2);
    assertThat(refused.failure().orElseThrow())
        .hasMessageContaining("two versions of number 2 are kept");
    assertThat(repaired.repair(cap, false, true).successful()).isTrue();
    assertThat(repaired.sequence(cap)).isEqualTo(3);
  }

  @Test
  void anOlderVersionThanWasSeen_isNotRepaired() throws IOException {
    MutableWriteCap cap = create("first");
    MutableShareFiles shares = repaired.shares(cap);
    Map<Integer, Bytes> first = shares.files();
    repaired.overwrite(repaired.stranger(), cap, "newer", 10);
    shares.putBack(first, 0, 10);
    Files.delete(shares.path(0));

    assertThat(repaired.repair(cap, false, false).failure().orElseThrow())
        .hasMessageContaining("version 2 was seen before");
  }

  private static MutableWriteCap create(String seed) {
    return repaired.create(repaired.writer(), MutableFormat.SDMF, seed, 10);
  }
}
