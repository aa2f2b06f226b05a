package org.truckee.cli.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The damaged shares that a check found: {@code [server, storage index, share number]} each. */
final class CorruptShares {
  private CorruptShares() {}

  /** A line for each damaged share in {@code results}, after a heading. */
  static List<String> describe(JsonNode results) {
    List<String> lines = new ArrayList<>();
    for (JsonNode share : results.path("list-corrupt-shares")) lines.add("  " + describeOne(share));
    if (!lines.isEmpty()) lines.add(0, " corrupt shares:");
    return lines;
  }

  /** The line for one share. */
  static String describeOne(JsonNode share) {
    return "server %s, SI %s, shnum %s"
        .formatted(share.path(0).asText(), share.path(1).asText(), share.path(2));
  }
}
