package org.truckee.node.bench.growth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.truckee.node.bench.work.BenchHttp;

/** Small requests to a grid of so many storage servers. Blocks. */
record ServerGrowth(SplitGrid grid, GrowthFigures figures, int servers) {
  private static final byte[] LITERAL = "URI:LIT:nbswy3dp".getBytes(StandardCharsets.US_ASCII);

  /** Does each request {@code runs} times, after several times as many that don't count. */
  void run(int runs) throws IOException {
    Map<String, BenchHttp.Step> steps = steps(grid.gateway());
    GrowthFigures.warmUp(steps, runs);
    for (Map.Entry<String, BenchHttp.Step> step : steps.entrySet())
      figures.measure(grid, step.getKey(), servers, runs, step.getValue());
  }

  private static Map<String, BenchHttp.Step> steps(BenchHttp http) throws IOException {
    String file = BenchHttp.path(put(http, "/uri"));
    String mutable = BenchHttp.path(put(http, "/uri?format=sdmf"));
    String directory = BenchHttp.path(http.send("POST", "/uri?t=mkdir", new byte[0]));
    for (int i = 0; i < 10; i++) http.send("PUT", directory + "/name" + i + "?t=uri", LITERAL);
    String changed = BenchHttp.path(http.send("POST", "/uri?t=mkdir", new byte[0]));
    Map<String, BenchHttp.Step> steps = new LinkedHashMap<>();
    steps.put("put_1KiB", () -> put(http, "/uri"));
    steps.put("get_1KiB", () -> http.get(file));
    steps.put("check", () -> http.send("POST", file + "?t=check", new byte[0]));
    steps.put("list_10", () -> http.get(directory + "?t=json"));
    steps.put("overwrite_sdmf", () -> put(http, mutable));
    steps.put("add_child", () -> http.send("PUT", changed + "/name?t=uri&replace=true", LITERAL));
    return steps;
  }

  private static String put(BenchHttp http, String path) throws IOException {
    byte[] file = new byte[1 << 10];
    new Random().nextBytes(file);
    return http.send("PUT", path, file);
  }
}
