package org.truckee.node.bench.growth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.truckee.node.bench.work.BenchHttp;

/** Directories that are files of the grid, of several sizes. Blocks. */
record TableGrowth(SplitGrid grid, GrowthFigures figures) {
  private static final byte[] LITERAL = "URI:LIT:nbswy3dp".getBytes(StandardCharsets.US_ASCII);

  /** A directory of so few entries is the first, at which the new gateway is compiled. */
  private static final int FEW = 10;

  /** So many entries are read or written altogether for each kind of request. */
  private static final int TOUCHED = 300_000;

  /** Makes one of {@code size} entries, and does each thing at most {@code runs} times. */
  void run(int size, int runs) throws IOException {
    BenchHttp http = grid.gateway();
    long start = System.nanoTime();
    String directory =
        BenchHttp.path(http.send("POST", "/uri?t=mkdir-with-children", children(size)));
    double millis = (System.nanoTime() - start) / 1e6;
    Map<String, BenchHttp.Step> steps = steps(http, directory, directory + "/" + name(size - 1));
    if (size <= FEW) GrowthFigures.warmUp(steps, runs);
    figures.add("table_make", "ms", size, millis);
    int times = Math.max(1, Math.min(runs, TOUCHED / size));
    for (Map.Entry<String, BenchHttp.Step> step : steps.entrySet())
      figures.measure(grid, step.getKey(), size, times, step.getValue());
  }

  private static Map<String, BenchHttp.Step> steps(BenchHttp http, String directory, String last) {
    int[] added = {0};
    int[] gone = {0};
    Map<String, BenchHttp.Step> steps = new LinkedHashMap<>();
    steps.put("table_add_child", () -> put(http, directory + "/added" + added[0]++));
    steps.put("table_delete", () -> delete(http, directory + "/added" + gone[0]++));
    steps.put("table_look_up", () -> http.get(last + "?t=json"));
    steps.put("table_page", () -> http.page(directory + "/"));
    steps.put("table_json", () -> http.length(directory + "?t=json"));
    return steps;
  }

  private static void put(BenchHttp http, String path) throws IOException {
    http.send("PUT", path + "?t=uri", LITERAL);
  }

  private static void delete(BenchHttp http, String path) throws IOException {
    http.send("DELETE", path, new byte[0]);
  }

  private static byte[] children(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> "\"%s\": [\"filenode\", {\"ro_uri\": \"URI:LIT:nbswy3dp\"}]".formatted(name(i)))
        .collect(Collectors.joining(", ", "{", "}"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String name(int number) {
    return "file%07d.txt".formatted(number);
  }
}
