package org.truckee.testing.grid;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.truckee.client.Gateway;
import org.truckee.client.upkeep.Upkeep;
import org.truckee.client.upkeep.UpkeepGrid;
import org.truckee.client.upkeep.UpkeepRoots;
import org.truckee.client.upkeep.UpkeepState;
import org.truckee.client.upkeep.entrust.CareReports;
import org.truckee.client.upkeep.entrust.Entrustments;
import org.truckee.client.upkeep.plan.UpkeepSettings;
import org.truckee.client.upkeep.store.UpkeepStore;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.platform.BlockingWork;
import org.truckee.testing.http.WebPort;

/** The upkeep of a {@link TestGrid}'s gateway, which looks for what is due when a test says so. */
public final class TestUpkeep implements AutoCloseable {
  /** The key that reports are signed with. */
  public static final Ed25519SigningKey KEY = Ed25519SigningKey.generate(new SplittableRandom(5));

  private final TestGrid grid;
  private final Upkeep upkeep;

  private TestUpkeep(TestGrid grid, Path directory, UpkeepSettings settings) {
    this.grid = grid;
    Gateway gateway = grid.gateway().gateway();
    UpkeepStore store =
        new UpkeepStore(grid.vertx(), directory.resolve("upkeep.sqlite"), grid.clock());
    Entrustments entrusted =
        new Entrustments(directory.resolve("entrusted"), BlockingWork.of(grid.vertx()));
    upkeep =
        new Upkeep(
            grid.gateway().machine(),
            new UpkeepGrid(
                gateway.checker(),
                gateway.repairer(),
                gateway.auditor(),
                gateway.directories(),
                gateway.servers(),
                gateway.encoding()),
            store,
            new UpkeepRoots(
                () -> Future.succeededFuture(Optional.empty()),
                Map::of,
                directory.resolve("upkeep_roots"),
                entrusted,
                BlockingWork.of(grid.vertx())),
            new CareReports(entrusted, store, gateway.mutableFiles(), KEY, grid.clock()),
            settings);
    gateway.tellOfThinFiles(upkeep::noteThin);
    grid.run(upkeep::open);
  }

  /** The upkeep that remembers in {@code directory}, and is as fast as it can be. */
  public static TestUpkeep open(TestGrid grid, Path directory) {
    int repairBelow = grid.gateway().gateway().encoding().happy();
    return open(grid, directory, new UpkeepSettings(true, repairBelow, 10_000, 1L << 40));
  }

  /** The same with other settings. */
  public static TestUpkeep open(TestGrid grid, Path directory, UpkeepSettings settings) {
    return new TestUpkeep(grid, directory, settings);
  }

  /** The upkeep itself. */
  public Upkeep upkeep() {
    return upkeep;
  }

  /** A web port of the gateway that shows the upkeep. */
  public WebPort web() {
    return grid.gateway().web(upkeep);
  }

  /** Has everything below {@code directory} kept up, as {@code name}. */
  public void add(String name, String directory) {
    grid.run(() -> upkeep.add(name, directory));
    look();
  }

  /** Does what is due, to its end. */
  public void look() {
    grid.run(upkeep::look);
  }

  /** The state now. */
  public UpkeepState state() {
    return grid.run(upkeep::state);
  }

  @Override
  public void close() {
    grid.run(upkeep::close);
  }
}
