package org.truckee.node.bench.growth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.truckee.node.bench.work.BenchHttp;

/** A directory on the vdrive server that grows, and what is done with it at each size. Blocks. */
final class EntryGrowth {
  private static final byte[] LITERAL = "URI:LIT:nbswy3dp".getBytes(StandardCharsets.US_ASCII);

  /** The entries that are added at once. */
  private static final int BATCH = 1000;

  /** So many entries are listed whole altogether, or once if there are more. */
  private static final int LISTED = 300_000;

  /** The room for names that are added, in a directory of as many as it may have. */
  private static final int ROOM = 10_000;

  private final SplitGrid grid;
  private final GrowthFigures figures;
  private final BenchHttp http;
  private final boolean inFile;
  private final int most;
  private final String directory;
  private final Random random = new Random();
  private int entries;
  private int names;
  private int gone;

  /**
   * An empty directory on {@code grid}, whose vdrive server keeps it {@code inFile} or not. In a
   * file, more entries than {@code signed} are noise that is never read.
   */
  EntryGrowth(SplitGrid grid, GrowthFigures figures, boolean inFile, int signed)
      throws IOException {
    this.inFile = inFile;
    this.most = inFile ? signed : Integer.MAX_VALUE;
    this.grid = grid;
    this.figures = figures;
    this.http = grid.gateway();
    this.directory =
        BenchHttp.path(http.send("POST", "/vdrive/private/growth?t=mkdir", new byte[0]));
  }

  /** Lets it grow to about {@code size} entries, and does each thing {@code runs} times. */
  void run(int size, int runs) throws IOException {
    boolean first = entries == 0;
    grow(size);
    Map<String, BenchHttp.Step> steps = steps();
    if (first) GrowthFigures.warmUp(steps, runs);
    if (inFile) figures.add("database", "bytes", size, database());
    for (Map.Entry<String, BenchHttp.Step> step : steps.entrySet())
      figures.measure(grid, step.getKey(), size, runs, step.getValue());
    if (size > entries) return;
    int times = Math.max(1, Math.min(runs, LISTED / size));
    figures.measure(grid, "vdrive_json", size, times, () -> http.length(directory + "?t=json"));
  }

  private void grow(int size) throws IOException {
    int before = entries;
    int signed = Math.min(size, most);
    long start = System.nanoTime();
    for (; entries < signed; entries += BATCH) fill(entries, Math.min(signed, entries + BATCH));
    entries = Math.max(before, signed);
    if (entries > before)
      figures.add(
          "vdrive_fill_entry", "ms", size, (System.nanoTime() - start) / 1e6 / (entries - before));
    if (size > entries) new UnreadEntries(grid.database()).addUpTo(size - ROOM);
  }

  private Map<String, BenchHttp.Step> steps() throws IOException {
    Map<String, BenchHttp.Step> steps = new LinkedHashMap<>();
    steps.put("vdrive_add_child", () -> put("added" + names++));
    steps.put("vdrive_delete", () -> delete("added" + gone++));
    steps.put("vdrive_look_up", () -> http.get(any() + "?t=json"));
    steps.put("vdrive_page", () -> http.page(directory + "/"));
    String next = nextPage(http.page(directory + "/"));
    if (!next.isEmpty()) steps.put("vdrive_next_page", () -> http.page(directory + next));
    return steps;
  }

  private void fill(int from, int to) throws IOException {
    String children =
        IntStream.range(from, to)
            .mapToObj(
                i ->
                    "\"%s\": [\"filenode\", {\"ro_uri\": \"URI:LIT:nbswy3dp\"}]".formatted(name(i)))
            .collect(Collectors.joining(", ", "{", "}"));
    http.send("POST", directory + "?t=set_children", children.getBytes(StandardCharsets.UTF_8));
  }

  private static String name(int number) {
    return "file%07d.txt".formatted(number);
  }

  private String any() {
    return directory + "/" + name(random.nextInt(entries));
  }

  private void put(String name) throws IOException {
    http.send("PUT", directory + "/" + name + "?t=uri", LITERAL);
  }

  private void delete(String name) throws IOException {
    http.send("DELETE", directory + "/" + name, new byte[0]);
  }

  /**
   * The address of the page after {@code page}, behind the directory's; empty if it is the last.
   */
  private static String nextPage(String page) {
    return Stream.of(page.split("href=\"", -1))
        .map(link -> link.substring(0, Math.max(0, link.indexOf('"'))).replace("&amp;", "&"))
        .filter(link -> link.matches("\\?.*after=.*"))
        .findFirst()
        .map(link -> "/" + link)
        .orElse("");
  }

  /** The bytes of the database and its log; none if it is no file. */
  private double database() throws IOException {
    Path database = grid.database();
    Path log = database.resolveSibling(database.getFileName() + "-wal");
    return (Files.exists(database) ? Files.size(database) : 0)
        + (Files.exists(log) ? Files.size(log) : 0);
  }
}
