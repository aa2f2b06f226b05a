package org.truckee.cli.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The words about a repair: Tahoe's, and the reason where it did not succeed. */
final class RepairOutcome {
  private static final String UNABLE = "this capability can't repair it";

  private RepairOutcome() {}

  /** The lines about the repair in {@code results}; none if there was nothing to repair. */
  static List<String> describe(JsonNode results) {
    JsonNode after = results.path("post-repair-results").path("results");
    boolean attempted = results.path("repair-attempted").asBoolean();
    String why = results.path("repair-failure").asText();
    if (!attempted)
      return after.path("healthy").asBoolean(true)
          ? List.of()
          : List.of(" no repair was attempted: " + (why.isEmpty() ? UNABLE : why));
    if (results.path("repair-successful").asBoolean()) return List.of(" repair successful");
    return List.of(" repair failed", "  " + (why.isEmpty() ? left(after) : why));
  }

  private static String left(JsonNode after) {
    return "%s of %s shares are good now"
        .formatted(after.path("count-shares-good"), after.path("count-shares-expected"));
  }
}
