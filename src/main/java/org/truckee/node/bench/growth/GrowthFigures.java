package org.truckee.node.bench.growth;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.truckee.node.bench.work.BenchHttp;
import org.truckee.node.bench.work.Measurement;

/**
 * What requests cost at several sizes of what they work on. A figure is called {@code
 * REQUEST_SIZE_UNIT}, and its growth {@code REQUEST_UNIT_slope}. Blocks.
 */
final class GrowthFigures {
  /** So many times as the requests that count, a new gateway is asked before, and compiled. */
  private static final int WARM_UP = 4;

  private final Consumer<List<Measurement>> report;
  private final Map<String, Slope> slopes = new LinkedHashMap<>();

  /** No figures yet; {@code report} is told of each when it is there. */
  GrowthFigures(Consumer<List<Measurement>> report) {
    this.report = report;
  }

  /** Takes {@code steps} in turns, several times as often as the {@code runs} that count. */
  static void warmUp(Map<String, BenchHttp.Step> steps, int runs) throws IOException {
    for (int i = 0; i < WARM_UP * runs; i++) for (BenchHttp.Step step : steps.values()) step.take();
  }

  /** Adds a figure that was measured once or several times. */
  void add(String request, String unit, long size, double... figures) {
    Measurement measured = new Measurement(request + "_" + size + "_" + unit, figures);
    report.accept(List.of(measured));
    slopes
        .computeIfAbsent(request + "_" + unit, first -> new Slope())
        .add((double) size, measured.median());
  }

  /**
   * Does {@code step} so many times that don't count and so many that do, and adds its time, the
   * processor time that the gateway and its servers took for each, and the calls at the servers.
   */
  void measure(SplitGrid grid, String request, long size, int runs, BenchHttp.Step step)
      throws IOException {
    for (int i = 0; i < runs; i++) step.take();
    SplitGrid.Spent before = grid.spent();
    double[] millis = new double[runs];
    for (int i = 0; i < runs; i++) {
      long start = System.nanoTime();
      step.take();
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    SplitGrid.Spent spent = grid.spent().less(before);
    add(request, "ms", size, millis);
    add(request, "gateway_us", size, spent.gatewayMicros() / runs);
    add(request, "servers_us", size, spent.serverMicros() / runs);
    add(request, "calls", size, spent.calls() / runs);
  }

  /** Tells how all of them grew. */
  void tellSlopes() {
    slopes.forEach(
        (name, slope) -> {
          if (slope.isKnown())
            report.accept(List.of(new Measurement(name + "_slope", slope.power())));
        });
  }
}
