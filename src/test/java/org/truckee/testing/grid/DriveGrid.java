package org.truckee.testing.grid;

import java.nio.file.Path;
import org.truckee.testing.TestClock;
import org.truckee.testing.http.WebPort;

/**
 * A grid with a vdrive server, and so with a private and a shared drive. Each storage server holds
 * a share of every file, and any of them gives it back.
 */
public final class DriveGrid implements AutoCloseable {
  private final TestVdrive vdrive;
  private final TestGrid grid;

  private DriveGrid(Path directory, int servers) {
    vdrive = TestVdrive.start(directory);
    GatewaySettings settings =
        GatewaySettings.encoding(1, servers, servers).vdrive(vdrive, vdrive.makeRoot());
    grid = TestGrid.start(directory.resolve("grid"), servers, settings);
  }

  /** Starts one with so many servers, which keep their files in {@code directory}. */
  public static DriveGrid start(Path directory, int servers) {
    return new DriveGrid(directory, servers);
  }

  /** The vdrive server. */
  public TestVdrive vdrive() {
    return vdrive;
  }

  /** The gateway. */
  public TestGateway gateway() {
    return grid.gateway();
  }

  /** The gateway's web port. */
  public WebPort web() {
    return grid.web();
  }

  /** The clock of all of them. */
  public TestClock clock() {
    return grid.clock();
  }

  /** One of the storage servers. */
  public TestServer server(int number) {
    return grid.server(number);
  }

  @Override
  public void close() {
    grid.close();
    vdrive.close();
  }
}
