package org.truckee.node.bench.growth;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.truckee.node.bench.work.Measurement;

/**
 * The growth of cost, measured on grids below one directory.
 *
 * @param root an existing directory for them, which is removed later
 * @param ending is told how each grid is ended, should this process be interrupted
 * @param store the database of directories, if not a file
 * @param report is told of the figures as they come
 */
public record GrowthRun(
    Path root,
    Consumer<Runnable> ending,
    Optional<String> store,
    Consumer<List<Measurement>> report) {
  private static final int USUAL = 10;

  /** Measures requests in grids of each number of storage servers. */
  public void servers(List<Integer> numbers, int runs) throws IOException, InterruptedException {
    GrowthFigures figures = new GrowthFigures(report);
    for (int servers : numbers) {
      try (SplitGrid grid = started("servers" + servers, servers)) {
        new ServerGrowth(grid, figures, servers).run(runs);
      }
    }
    figures.tellSlopes();
  }

  /**
   * Measures requests about a directory on the vdrive server, at each number of entries; more than
   * {@code signed} are not made as users make them, if they are kept in a file.
   */
  public void entries(List<Integer> numbers, int signed, int runs)
      throws IOException, InterruptedException {
    GrowthFigures figures = new GrowthFigures(report);
    try (SplitGrid grid = started("entries", USUAL)) {
      EntryGrowth growth = new EntryGrowth(grid, figures, store.isEmpty(), signed);
      for (int entries : numbers) growth.run(entries, runs);
    }
    figures.tellSlopes();
  }

  /** The same for directories that are files of the grid. */
  public void tables(List<Integer> numbers, int runs) throws IOException, InterruptedException {
    GrowthFigures figures = new GrowthFigures(report);
    try (SplitGrid grid = started("tables", USUAL)) {
      for (int entries : numbers) new TableGrowth(grid, figures).run(entries, runs);
    }
    figures.tellSlopes();
  }

  private SplitGrid started(String name, int servers) throws IOException, InterruptedException {
    SplitGrid grid = new SplitGrid(root.resolve(name), servers);
    ending.accept(grid::end);
    try {
      grid.start(store);
      return grid;
    } catch (IOException | InterruptedException | RuntimeException e) {
      grid.close();
      throw e;
    }
  }
}
