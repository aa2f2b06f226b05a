package org.truckee.cli.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The answer of a gateway about the health of one thing, in which it may have repaired it. */
record CheckedThing(JsonNode answer) {
  /** Returns whether the thing is healthy; after a repair, whether it is in the end. */
  boolean isGood() {
    JsonNode last = answer.path("post-repair-results");
    JsonNode results = (last.isMissingNode() ? answer : last).path("results");
    return results.path("healthy").asBoolean(!results.isMissingNode() || last.isMissingNode());
  }

  /** The lines about it in Tahoe's words; {@code verbose} ones name the servers, too. */
  List<String> lines(boolean verbose) {
    List<String> lines = new ArrayList<>();
    JsonNode results = before().path("results");
    lines.add("Summary: " + summary(results));
    lines.add(" storage index: " + answer.path("storage-index").asText());
    if (results.has("count-shares-good")) {
      lines.add(goodShares(results));
      lines.add(" wrong-shares: " + results.path("count-wrong-shares"));
      if (verbose)
        results.path("servers-responding").forEach(s -> lines.add(" server: " + s.asText()));
    }
    lines.addAll(CorruptShares.describe(results));
    if (isRepair()) lines.addAll(RepairOutcome.describe(answer));
    return lines;
  }

  private boolean isRepair() {
    return answer.has("repair-attempted");
  }

  private JsonNode before() {
    return answer.has("pre-repair-results") ? answer.path("pre-repair-results") : answer;
  }

  /** Tahoe's words; with a repair, they tell of the health before it. */
  private String summary(JsonNode results) {
    return isRepair() && !results.isMissingNode()
        ? (results.path("healthy").asBoolean() ? "healthy" : "not healthy")
        : answer.path("summary").asText("Healthy (LIT)");
  }

  private static String goodShares(JsonNode results) {
    return " good-shares: %s (encoding is %s-of-%s)"
        .formatted(
            results.path("count-shares-good"),
            results.path("count-shares-needed"),
            results.path("count-shares-expected"));
  }
}
