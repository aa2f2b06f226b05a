package org.truckee.cli.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.truckee.cli.session.ExitCodes;

/** A gateway's answer about an audit, as a table. */
record AuditReport(JsonNode answer) {
  /** The most blocks of a share that are named one by one. */
  private static final int MOST_NAMED = 8;

  /** The exit code that tells the verdict: silence is no loss. */
  int exitCode() {
    return switch (answer.path("verdict").asText()) {
      case "good" -> ExitCodes.OK;
      case "silent" -> ExitCodes.INCOMPLETE;
      default -> ExitCodes.FAILED;
    };
  }

  /** The summary, a line for each share, and what the audit can't have seen. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(answer.path("verdict").asText() + ": " + answer.path("summary").asText());
    lines.add(" storage index: " + answer.path("storage-index").asText());
    answer.path("shares").forEach(share -> lines.add(line(share)));
    if (!answer.path("missing-shares").isEmpty())
      lines.add(" on no server that answered: shares " + numbers(answer.path("missing-shares")));
    answer
        .path("silent-servers")
        .forEach(server -> lines.add(" no answer from server " + server.asText()));
    lines.add(
        " read: %s blocks, %s bytes in all"
            .formatted(answer.path("sampled-blocks"), answer.path("sampled-bytes")));
    answer.path("chance-to-miss").forEach(miss -> lines.add(missed(miss)));
    return lines;
  }

  private static String line(JsonNode share) {
    boolean good = share.path("verdict").asText().equals("good");
    return " share %3s  %-6s  %-16s  %s"
        .formatted(
            share.path("share"),
            share.path("verdict").asText(),
            share.path("nickname").asText(),
            good ? blocks(share) : share.path("reason").asText());
  }

  private static String blocks(JsonNode share) {
    JsonNode blocks = share.path("blocks");
    if (blocks.size() == share.path("blocks-of").asLong()) return "all blocks: " + blocks.size();
    return (blocks.size() > MOST_NAMED ? blocks.size() + " blocks" : "block " + numbers(blocks))
        + " of "
        + share.path("blocks-of");
  }

  private static String numbers(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.joining(", "));
  }

  private static String missed(JsonNode miss) {
    double chance = 100 * miss.path("chance").asDouble();
    return String.format(
        Locale.ROOT,
        " a loss of %.0f %% of all blocks would have been missed with a chance of %s %%",
        100 * miss.path("lost").asDouble(),
        chance > 0 && chance < 0.1 ? "less than 0.1" : String.format(Locale.ROOT, "%.1f", chance));
  }
}
