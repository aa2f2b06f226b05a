package org.truckee.node.bench.work;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.truckee.node.process.ProcessGrid;

/**
 * Small reads that a gateway answers from memory: how many of them come back in a second from a
 * gateway that one event loop serves, and from one that two serve. Both are measured in turn, so
 * that what else the machine does counts for both. Blocks.
 */
public final class SmallReads {
  private static final long WARM_UP_MILLIS = 4_000;
  private static final long RUN_MILLIS = 1_000;
  private static final int MOST_INSTANCES = 2;
  private static final int CONNECTIONS = 32;

  /** The paths that are read, by the names of their figures. */
  private static final Map<String, String> PATHS =
      Map.of("literal", "/uri/URI%3ALIT%3Anbswy3dpeb3w64tmmq", "welcome", "/?t=json");

  private final ProcessGrid grid;

  public SmallReads(ProcessGrid grid) {
    this.grid = grid;
  }

  /** One kind of read at one gateway, and its figures until now. */
  private record Case(String name, ReadLoad load, List<Double> figures) {
    void run(long millis) throws IOException {
      figures.add(load.perSecond(millis));
    }

    Measurement measured() {
      double[] all = figures.stream().skip(1).mapToDouble(Double::doubleValue).toArray();
      return new Measurement(name, all);
    }
  }

  /** Measures everything {@code runs} times, after a first time that does not count. */
  public List<Measurement> run(int runs, List<String> jvmOptions)
      throws IOException, InterruptedException {
    List<Case> cases = new ArrayList<>();
    for (int instances = 1; instances <= MOST_INSTANCES; instances++) {
      String name = "gateway" + instances;
      grid.startLoneGateway(name, instances, jvmOptions);
      cases.addAll(cases(grid.url(name), instances));
    }
    for (Case each : cases) each.run(WARM_UP_MILLIS);
    for (int run = 0; run < runs; run++) for (Case each : cases) each.run(RUN_MILLIS);
    return cases.stream().map(Case::measured).toList();
  }

  private static List<Case> cases(URI gateway, int instances) {
    return PATHS.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            path ->
                new Case(
                    path.getKey() + "_" + instances + "_per_s",
                    new ReadLoad(gateway, path.getValue(), CONNECTIONS),
                    new ArrayList<>()))
        .toList();
  }
}
