package org.truckee.node.bench.work;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The requests that a gateway answers in a second, for few clients and for many. Blocks. */
final class RateWorkload {
  private static final List<Integer> CLIENTS = List.of(16, 64);
  private static final long WARM_UP_MILLIS = 3_000;
  private static final long RUN_MILLIS = 1_000;

  private final BenchTarget target;
  private final BenchHttp http;

  RateWorkload(BenchTarget target) {
    this.target = target;
    this.http = new BenchHttp(target.gateway());
  }

  /** Measures each kind of request {@code runs} times, after a time that doesn't count. */
  List<Measurement> run(int runs) throws IOException {
    List<Measurement> figures = new ArrayList<>();
    for (Map.Entry<String, String> path : paths().entrySet())
      for (int clients : CLIENTS)
        figures.add(
            rate(
                path.getKey() + "_" + clients + "_clients_per_s",
                new ReadLoad(target.gateway(), path.getValue(), clients),
                runs));
    return figures;
  }

  private static Measurement rate(String name, ReadLoad load, int runs) throws IOException {
    load.perSecond(WARM_UP_MILLIS);
    double[] figures = new double[runs];
    for (int i = 0; i < runs; i++) figures[i] = load.perSecond(RUN_MILLIS);
    return new Measurement(name, figures);
  }

  /** The paths that are read, by the names of their figures. */
  private Map<String, String> paths() throws IOException {
    byte[] file = new byte[1 << 10];
    new Random().nextBytes(file);
    String cap = http.send("PUT", "/uri", file);
    FilledDirectories directories = new FilledDirectories(http);
    String few = BenchHttp.path(directories.make(10));
    http.send("PUT", few + "/file?t=uri", cap.getBytes(StandardCharsets.UTF_8));
    Map<String, String> paths = new LinkedHashMap<>();
    paths.put("get_1KiB", BenchHttp.path(cap));
    paths.put("list_10", BenchHttp.path(directories.make(10)) + "?t=json");
    paths.put("child_by_path", few + "/file");
    paths.put("list_1000", BenchHttp.path(directories.make(1000)) + "?t=json");
    paths.put("welcome", "/?t=json");
    paths.put("literal", BenchHttp.path("URI:LIT:nbswy3dpeb3w64tmmq"));
    return paths;
  }
}
