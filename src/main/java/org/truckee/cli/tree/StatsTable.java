package org.truckee.cli.tree;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The counts of a tree, laid out for people as Tahoe lays them out. */
final class StatsTable {
  private static final List<String> KEYS =
      List.of(
          "count-immutable-files",
          "count-mutable-files",
          "count-literal-files",
          "count-files",
          "count-directories",
          "size-immutable-files",
          "size-mutable-files",
          "size-literal-files",
          "size-directories",
          "largest-directory",
          "largest-immutable-file");
  private static final int WIDTH = KEYS.stream().mapToInt(String::length).max().orElseThrow();

  private StatsTable() {}

  /** The lines for {@code stats}. */
  static List<String> of(JsonNode stats) {
    List<String> lines = new ArrayList<>();
    lines.add("Counts and Total Sizes:");
    KEYS.stream().filter(stats::has).forEach(key -> lines.add(line(key, stats.path(key).asLong())));
    JsonNode histogram = stats.path("size-files-histogram");
    if (!histogram.isEmpty()) addHistogram(histogram, lines);
    return lines;
  }

  private static String line(String key, long value) {
    String line = ("%" + WIDTH + "s: %d").formatted(key, value);
    return !key.startsWith("count-") && value > 1000 ? line + "    " + Sizes.both(value) : line;
  }

  private static void addHistogram(JsonNode histogram, List<String> lines) {
    lines.add("Size Histogram:");
    int size = widest(histogram, 1);
    String format = "%" + size + "s-%-" + size + "s : %-" + widest(histogram, 2) + "s    %s";
    long before = -1;
    for (JsonNode bin : histogram) {
      if (before >= 0 && bin.path(0).asLong() != before + 1)
        lines.add(" ".repeat(size - 1) + "...");
      before = bin.path(1).asLong();
      lines.add(format.formatted(bin.path(0), bin.path(1), bin.path(2), Sizes.both(before)));
    }
  }

  private static int widest(JsonNode histogram, int column) {
    int widest = 1;
    for (JsonNode bin : histogram) widest = Math.max(widest, bin.path(column).asText().length());
    return widest;
  }
}
