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
    String blocks = numbers(share.path("blocks")) + " of " + share.path("blocks-of");
    boolean good = share.path("verdict").asText().equals("good");
    return " share %3s  %-6s  %-16s  %s"
        .formatted(
            share.path("share"),
            share.path("verdict").asText(),
            share.path("nickname").asText(),
            good ? "block " + blocks : share.path("reason").asText());
  }

  private static String numbers(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.joining(", "));
  }

  private static String missed(JsonNode miss) {
    return String.format(
        Locale.ROOT,
        " a loss of %.0f %% of all blocks would have been missed with a chance of %.1f %%",
        100 * miss.path("lost").asDouble(),
        100 * miss.path("chance").asDouble());
  }
}
