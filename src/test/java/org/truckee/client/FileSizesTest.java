package org.truckee.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.client.server.connection.ServerTimeouts;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.known.Golden;

/** Files of every size that is an edge, encoded in every way that is one. */
class FileSizesTest {
  private static final int SEGMENT = 4096;

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"1,1,1", "1,3,20", "3,3,10", "20,3,60", "5,3,5"})
  void filesAroundTheEdgesOfSegments_comeBack(int needed, int happy, int total) {
    comeBack(needed, happy, total);
  }

  @Test
  @Tag("slow")
  void filesInAsManySharesAsThereCanBe_comeBack() {
    comeBack(7, 1, 255);
  }

  /** With usual patience: where a server gets more shares than connections, some are given up. */
  private void comeBack(int needed, int happy, int total) {
    GatewaySettings settings =
        GatewaySettings.encoding(needed, happy, total)
            .segments(SEGMENT)
            .patience(ServerTimeouts.USUAL);
    try (TestGrid grid = TestGrid.start(directory, 3, settings)) {
      int segment = (SEGMENT + needed - 1) / needed * needed;
      for (int size : new int[] {56, 57, segment - 1, segment, segment + 1, 3 * segment}) {
        byte[] file = Golden.stream("size", size);
        String cap = grid.web().put(file);
        assertThat(cap).as(size + " bytes").startsWith("URI:CHK:").endsWith(":" + size);
        assertThat(grid.web().read(cap).bytes()).as(size + " bytes").isEqualTo(file);
      }
      assertThat(grid.uploadsUnderWay()).isZero();
      assertThat(grid.gateway().gateway().memory().used()).isZero();
    }
  }

  @Test
  void aFileOfUpTo55Bytes_isInItsCapability_andNeedsNoServer() {
    try (TestGrid grid = TestGrid.start(directory, 1)) {
      IntStream.rangeClosed(0, 55)
          .mapToObj(size -> Golden.stream("literal", size))
          .forEach(
              file -> {
                String cap = grid.web().put(file);
                assertThat(cap).startsWith("URI:LIT:");
                assertThat(grid.web().read(cap).bytes()).isEqualTo(file);
              });
      assertThat(grid.web().send("PUT", "/uri", Golden.stream("literal", 56)).status())
          .isEqualTo(503);
    }
  }
}
