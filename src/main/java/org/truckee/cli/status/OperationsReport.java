package org.truckee.cli.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.truckee.cli.tree.Sizes;

/**
 * The latest work of a gateway, laid out for people.
 *
 * @param statistics the answer at {@code /statistics}
 * @param operations the answer at {@code /status}
 * @param verbose whether audits, repairs and work on mutable files are shown as well
 */
record OperationsReport(JsonNode statistics, JsonNode operations, boolean verbose) {
  private static final Set<String> TRANSFERS = Set.of("upload", "download");

  /** The report. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    addTotals(lines);
    addAll("Active operations:", "No active operations.", operations.path("active"), true, lines);
    addRecent(lines);
    return lines;
  }

  private void addTotals(List<String> lines) {
    JsonNode counters = statistics.path("counters");
    double uptime = statistics.path("stats").path("node.uptime").asDouble();
    lines.add("");
    lines.add("Statistics (for the last " + text(Duration.ofSeconds((long) uptime)) + "):");
    lines.add(total("uploaded", counters, "uploader.bytes_uploaded", "uploader.files_uploaded"));
    lines.add(
        total(
            "downloaded", counters, "downloader.bytes_downloaded", "downloader.files_downloaded"));
    lines.add("");
  }

  private static String total(String what, JsonNode counters, String bytes, String files) {
    return "%14s %s in %d files"
        .formatted(
            what, Sizes.decimal(counters.path(bytes).asLong()), counters.path(files).asLong());
  }

  private static String text(Duration time) {
    if (time.toHours() > 0) return time.toHours() + " hours, " + time.toMinutesPart() + " minutes";
    return time.toMinutes() > 0 ? time.toMinutes() + " minutes" : time.toSeconds() + " seconds";
  }

  private void addRecent(List<String> lines) {
    List<JsonNode> shown = new ArrayList<>();
    int skipped = 0;
    for (JsonNode operation : operations.path("recent")) {
      if (verbose || TRANSFERS.contains(operation.path("type").asText())) shown.add(operation);
      else skipped++;
    }
    lines.add("");
    addAll("Recent operations:", "No recent operations.", shown, false, lines);
    if (skipped > 0)
      lines.add(
          "  and "
              + skipped
              + " more (audits, repairs, mutable files and directories), which --verbose shows");
  }

  private static void addAll(
      String title,
      String none,
      Iterable<JsonNode> operations,
      boolean active,
      List<String> lines) {
    if (!operations.iterator().hasNext()) {
      lines.add(none);
      return;
    }
    lines.add(title);
    for (JsonNode operation : operations)
      lines.add(
          "  %-9s %s %10s  %s"
              .formatted(
                  operation.path("type").asText(),
                  operation.path("storage-index-string").asText(),
                  active ? progress(operation) : size(operation),
                  operation.path("status").asText()));
  }

  private static String size(JsonNode operation) {
    JsonNode size = operation.path("total-size");
    return size.isNumber() ? Sizes.decimal(size.asLong()) : "";
  }

  private static String progress(JsonNode operation) {
    JsonNode part = operation.path("progress-encode-push");
    if (part.isMissingNode()) part = operation.path("progress");
    return part.isNumber() ? Math.round(100 * part.asDouble()) + " %" : "";
  }
}
