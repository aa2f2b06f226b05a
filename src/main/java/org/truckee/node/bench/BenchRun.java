package org.truckee.node.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.truckee.node.bench.work.BenchPart;
import org.truckee.node.bench.work.BenchPart.Needs;
import org.truckee.node.bench.work.BenchTarget;
import org.truckee.node.bench.work.Measurement;
import org.truckee.node.process.ProcessGrid;
import org.truckee.node.process.ResidentMemory;

/**
 * The parts of a bench on grids of its own: one that most of them share, and new ones. It tells the
 * memory of a gateway and of a storage server at rest, and the most that each took in each part.
 */
record BenchRun(BenchGrid grids, FigureReport report, int runs) {
  private static final long REST_SECONDS = 5;

  /** Measures {@code parts}, one after the other. */
  void measure(List<BenchPart> parts) throws Exception {
    List<BenchPart> sharing = new ArrayList<>();
    for (BenchPart part : parts)
      if (part.needs() == Needs.FRESH_GRID) measureTogether(List.of(part));
      else sharing.add(part);
    if (!sharing.isEmpty()) measureTogether(sharing);
  }

  private void measureTogether(List<BenchPart> parts) throws Exception {
    try (BenchGrid.Started grid = grids.start()) {
      if (parts.get(0).needs() != Needs.FRESH_GRID) report.add(atRest(grid));
      for (BenchPart part : parts) {
        forgetPeaks(grid.processes());
        report.add(part.work().measure(grid.target(), runs));
        report.add(peaks(part.name(), grid.processes()));
      }
    }
  }

  private static List<Measurement> atRest(BenchGrid.Started grid)
      throws IOException, InterruptedException {
    TimeUnit.SECONDS.sleep(REST_SECONDS);
    List<Measurement> figures = new ArrayList<>();
    figures.add(new Measurement("ready_s", grid.readySeconds()));
    ProcessGrid processes = grid.processes();
    memory(processes, List.of(BenchTarget.NODE), ResidentMemory::nowMib)
        .ifPresent(mib -> figures.add(new Measurement("gateway_at_rest_mib", mib)));
    memory(processes, processes.storageServers(), ResidentMemory::nowMib)
        .ifPresent(mib -> figures.add(new Measurement("server_at_rest_mib", mib)));
    return figures;
  }

  private static void forgetPeaks(ProcessGrid processes) throws IOException {
    ResidentMemory.forgetPeak(processes.process(BenchTarget.NODE).pid());
    for (String server : processes.storageServers())
      ResidentMemory.forgetPeak(processes.process(server).pid());
  }

  private static List<Measurement> peaks(String part, ProcessGrid processes) throws IOException {
    List<Measurement> figures = new ArrayList<>();
    memory(processes, List.of(BenchTarget.NODE), ResidentMemory::peakMib)
        .ifPresent(mib -> figures.add(new Measurement(part + "_gateway_peak_mib", mib)));
    memory(processes, processes.storageServers(), ResidentMemory::peakMib)
        .ifPresent(mib -> figures.add(new Measurement(part + "_server_peak_mib", mib)));
    return figures;
  }

  /** A look at the memory of one process. */
  @FunctionalInterface
  private interface Look {
    OptionalDouble mib(long pid) throws IOException;
  }

  /** The memory of {@code nodes}, each; none where the system does not tell it. */
  private static Optional<double[]> memory(ProcessGrid processes, List<String> nodes, Look look)
      throws IOException {
    List<Double> all = new ArrayList<>();
    for (String node : nodes) look.mib(processes.process(node).pid()).ifPresent(all::add);
    double[] figures = all.stream().mapToDouble(Double::doubleValue).toArray();
    return figures.length == 0 ? Optional.empty() : Optional.of(figures);
  }
}
