package org.truckee.testing.grid;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.truckee.bytes.Bytes;
import org.truckee.cap.Capability;
import org.truckee.cap.MutableFormat;
import org.truckee.cap.MutableWriteCap;
import org.truckee.client.Gateway;
import org.truckee.client.check.CheckOptions;
import org.truckee.client.mutable.MutableFiles;
import org.truckee.client.mutable.read.FoundVersions;
import org.truckee.client.plaintext.Plaintext;
import org.truckee.client.plaintext.PlaintextInMemory;
import org.truckee.client.repair.RepairOptions;
import org.truckee.client.repair.RepairResults;
import org.truckee.client.server.StorageServer;
import org.truckee.crypto.StorageIndex;
import org.truckee.testing.Waiting;
import org.truckee.testing.known.Golden;
import org.truckee.testing.known.MutableShareFiles;

/**
 * A {@link TestGrid} of ten servers with mutable files that one gateway writes and another one,
 * which has not seen them before, repairs.
 */
public final class RepairedGrid implements AutoCloseable {
  private final TestGrid grid;
  private final TestGateway stranger;

  private RepairedGrid(TestGrid grid) {
    this.grid = grid;
    this.stranger = grid.gateway(GatewaySettings.usual());
  }

  /** A grid below {@code directory}. */
  public static RepairedGrid start(Path directory) {
    return new RepairedGrid(TestGrid.start(directory, 10));
  }

  /** The grid itself. */
  public TestGrid grid() {
    return grid;
  }

  /** The gateway that writes. */
  public Gateway writer() {
    return grid.gateway().gateway();
  }

  /** The gateway that repairs. */
  public Gateway stranger() {
    return stranger.gateway();
  }

  /** A new file with {@code size} bytes that follow from {@code seed}, made by {@code gateway}. */
  public MutableWriteCap create(Gateway gateway, MutableFormat format, String seed, int size) {
    return grid.run(
        () -> gateway.mutableFiles().create(format, contents(seed, size), Optional.empty()));
  }

  /** Makes such bytes the contents of a file. */
  public void overwrite(Gateway gateway, MutableWriteCap cap, String seed, int size) {
    grid.run(() -> gateway.mutableFiles().open(cap).overwrite(contents(seed, size)));
  }

  private static Plaintext contents(String seed, int size) {
    return PlaintextInMemory.of(Bytes.wrap(Golden.stream(seed, size)));
  }

  /** The outcome of a repair by the stranger. */
  public RepairResults repair(Capability cap, boolean verify, boolean force) {
    RepairOptions options = new RepairOptions(new CheckOptions(verify, false), force);
    return grid.run(() -> stranger().repairer().repair(cap, options)).orElseThrow();
  }

  /** The number of the newest version that can be read. */
  public long sequence(MutableWriteCap cap) {
    FoundVersions found = grid.run(() -> stranger().mutableFiles().open(cap).versions());
    return found.best().orElseThrow().sequence();
  }

  /** The contents as a gateway reads them that has not seen the file before. */
  public Bytes contents(MutableWriteCap cap) {
    return contents(cap, grid.gateway(GatewaySettings.usual()));
  }

  /** The same if it knows no more than three servers, from number {@code first} on. */
  public Bytes contentsOfFew(MutableWriteCap cap, int first) {
    List<TestServer> few = grid.servers().subList(first, first + 3);
    return contents(cap, grid.gateway(GatewaySettings.usual(), few));
  }

  private Bytes contents(MutableWriteCap cap, TestGateway reader) {
    MutableFiles fresh = reader.gateway().mutableFiles();
    return grid.run(() -> fresh.open(cap.toReadCap()).contents(Future::succeededFuture));
  }

  /** The files of a file's shares. */
  public MutableShareFiles shares(Capability cap) {
    return new MutableShareFiles(grid, storageIndex(cap));
  }

  /** The data of a file's {@code total} shares, all of which are there. */
  public Map<Integer, Bytes> data(Capability cap, int total) {
    MutableShareFiles shares = shares(cap);
    Map<Integer, Bytes> data = new TreeMap<>();
    for (int number = 0; number < total; number++) data.put(number, shares.data(number));
    return data;
  }

  /** The first server that has {@code share}. */
  public TestServer holder(Capability cap, int share) {
    return grid.servers().stream()
        .filter(server -> server.shares(storageIndex(cap)).contains(share))
        .findFirst()
        .orElseThrow();
  }

  /** The address of a file. */
  public static StorageIndex storageIndex(Capability cap) {
    return cap.verifyCap().orElseThrow().storageIndex();
  }

  /** Waits until the stranger suspects no server. */
  public void waitUntilTrusted() {
    Waiting.until(
        () -> {
          List<StorageServer> suspected =
              stranger.servers().all().stream().filter(StorageServer::suspected).toList();
          suspected.forEach(StorageServer::poll);
          assertThat(suspected).isEmpty();
        });
  }

  @Override
  public void close() {
    grid.close();
  }
}
