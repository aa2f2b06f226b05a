package org.truckee.client.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.client.server.connection.ServerTimeouts;
import org.truckee.testing.Waiting;
import org.truckee.testing.faults.Faults;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestVdrive;

/** A vdrive server that takes requests and answers nothing. */
@Timeout(50)
class HangingVdriveTest {
  private static final ServerTimeouts ENDLESS = new ServerTimeouts(3_000, 600_000, 600_000, 100);

  @TempDir Path directory;

  @Test
  void whoAsksItForADirectory_isToldSoon_andItIsAskedAgainWhenItAnswers() {
    TestVdrive vdrive = TestVdrive.start(directory.resolve("vdrive"));
    GatewaySettings settings =
        GatewaySettings.encoding(1, 1, 1).vdrive(vdrive, vdrive.makeRoot()).patience(ENDLESS);
    try (TestGrid grid = TestGrid.start(directory.resolve("grid"), 1, settings)) {
      assertThat(grid.web().get("/vdrive/global/?t=json").status()).isEqualTo(200);
      vdrive.misbehave(Faults.stall());

      for (int i = 0; i < 2; i++)
        assertThat(grid.web().get("/vdrive/global/?t=json").status()).isEqualTo(503);
      vdrive.behave();

      Waiting.until(
          () -> assertThat(grid.web().get("/vdrive/global/?t=json").status()).isEqualTo(200));
    } finally {
      vdrive.close();
    }
  }
}
