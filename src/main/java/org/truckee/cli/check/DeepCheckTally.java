package org.truckee.cli.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.truckee.cli.session.Quoting;
import org.truckee.cli.tree.TreeStream;

/** The findings of a deep check so far; with repairs, both before and after them. */
final class DeepCheckTally {
  private final boolean repairing;
  private long objects;
  private long healthy;
  private long healthyAfter;
  private long attempted;
  private long successful;

  DeepCheckTally(boolean repairing) {
    this.repairing = repairing;
  }

  /** The number of objects that were added. */
  long objects() {
    return objects;
  }

  /** Counts {@code unit}, and returns a line about its health. */
  String add(JsonNode unit) {
    objects++;
    boolean good = isHealthy(before(unit));
    if (good) healthy++;
    JsonNode repair = unit.path("check-and-repair-results");
    if (repair.isMissingNode() || isHealthy(repair.path("post-repair-results"))) healthyAfter++;
    if (repair.path("repair-attempted").asBoolean()) attempted++;
    if (repair.path("repair-successful").asBoolean()) successful++;
    String otherwise = repairing ? (good ? "healthy" : "not healthy") : "Healthy (LIT)";
    String summary = repairing ? otherwise : before(unit).path("summary").asText(otherwise);
    return Quoting.quoted(TreeStream.pathOf(unit, "<root>")) + ": " + Quoting.plain(summary);
  }

  /** Lines for the damaged shares of {@code unit}, and for its repair. */
  List<String> damageOf(JsonNode unit) {
    List<String> lines = new ArrayList<>();
    for (JsonNode share : before(unit).path("results").path("list-corrupt-shares"))
      lines.add(" corrupt: " + CorruptShares.describeOne(share));
    lines.addAll(RepairOutcome.describe(unit.path("check-and-repair-results")));
    return lines;
  }

  /** Returns whether all objects are healthy, after repairs if those were asked for. */
  boolean isGood() {
    return objects == (repairing ? healthyAfter : healthy);
  }

  /** The lines at the end. */
  List<String> summary() {
    if (!repairing)
      return List.of(
          "done: %d objects checked, %d healthy, %d unhealthy"
              .formatted(objects, healthy, objects - healthy));
    return List.of(
        "done: %d objects checked".formatted(objects),
        " pre-repair: %d healthy, %d unhealthy".formatted(healthy, objects - healthy),
        " %d repairs attempted, %d successful, %d failed"
            .formatted(attempted, successful, attempted - successful),
        " post-repair: %d healthy, %d unhealthy".formatted(healthyAfter, objects - healthyAfter));
  }

  private static JsonNode before(JsonNode unit) {
    return unit.has("check-results")
        ? unit.path("check-results")
        : unit.path("check-and-repair-results").path("pre-repair-results");
  }

  /** A thing without shares has nothing to be checked, and is healthy. */
  private static boolean isHealthy(JsonNode check) {
    return check.path("results").path("healthy").asBoolean(true);
  }
}
