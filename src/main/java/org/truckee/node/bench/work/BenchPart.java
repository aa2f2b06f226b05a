package org.truckee.node.bench.work;

import java.util.List;

/**
 * A part of the bench, which {@code --only} names.
 *
 * @param needs the grid that it can be measured on
 */
public record BenchPart(String name, Needs needs, Work work) {
  /** The part that takes minutes of waiting. */
  private static final String LONG = "crawl";

  /** The grids that a part can be measured on. */
  public enum Needs {
    /** The gateway of any grid, of any program. */
    GATEWAY,
    /** A grid whose processes and disks the bench has in its hands. */
    GRID,
    /** The same, started for this part alone. */
    FRESH_GRID
  }

  /** The work of a part. */
  @FunctionalInterface
  public interface Work {
    /** Measures {@code target}, most things {@code runs} times or a multiple of it. Blocks. */
    List<Measurement> measure(BenchTarget target, int runs) throws Exception;
  }

  /** Returns whether the part is measured where no part is named. */
  public boolean usual() {
    return !name.equals(LONG);
  }

  /** All parts, in the order in which they are measured. */
  public static final List<BenchPart> ALL =
      List.of(
          new BenchPart("cold", Needs.FRESH_GRID, (at, runs) -> new ColdWorkload(at).large()),
          new BenchPart("cold-puts", Needs.FRESH_GRID, (at, runs) -> new ColdWorkload(at).puts()),
          new BenchPart("files", Needs.GATEWAY, (at, runs) -> new FileWorkload(at).run(runs)),
          new BenchPart(
              "connections", Needs.GATEWAY, (at, runs) -> new FreshConnections(at).run(40 * runs)),
          new BenchPart("rates", Needs.GATEWAY, (at, runs) -> new RateWorkload(at).run(runs)),
          new BenchPart(
              "directories", Needs.GATEWAY, (at, runs) -> new DirectoryWorkload(at).run(10 * runs)),
          new BenchPart(
              "mutable", Needs.GATEWAY, (at, runs) -> new MutableWorkload(at).run(10 * runs)),
          new BenchPart("tree", Needs.GATEWAY, (at, runs) -> new TreeWorkload(at).run(20 * runs)),
          new BenchPart("repair", Needs.GRID, (at, runs) -> new RepairWorkload(at).run(runs)),
          new BenchPart("audits", Needs.GATEWAY, (at, runs) -> new AuditWorkload(at).run(2 * runs)),
          new BenchPart("upkeep", Needs.GRID, (at, runs) -> new UpkeepWorkload(at).run(runs)),
          new BenchPart("crawl", Needs.GRID, (at, runs) -> new CrawlWorkload(at).run()));
}
