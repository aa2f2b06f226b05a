package org.truckee.cli.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The words about a repair: Tahoe's, and the reason where it did not succeed. */
final class RepairOutcome {
  private RepairOutcome() {}

  /** The lines about the repair in {@code results}; none if there was nothing to repair. */
  static List<String> describe(JsonNode results) {
    JsonNode after = results.path("post-repair-results").path("results");
    boolean attempted = results.path("repair-attempted").asBoolean();
    if (!attempted)
      return after.path("healthy").asBoolean(true)
          ? List.of()
          : List.of(" no repair was attempted: this capability can't repair it");
    if (results.path("repair-successful").asBoolean()) return List.of(" repair successful");
    List<String> lines = new ArrayList<>(List.of(" repair failed"));
    String why = results.path("repair-failure").asText();
    lines.add("  " + (why.isEmpty() ? left(after) : why));
    return lines;
  }

  private static String left(JsonNode after) {
    return "%s of %s shares are good now"
        .formatted(after.path("count-shares-good"), after.path("count-shares-expected"));
  }
}
