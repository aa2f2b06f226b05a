package org.truckee.cli.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A gateway's answer about one storage server, in a line: whether it answers, its name, number and
 * address, and when and why it failed last, if it did.
 */
record ServerLine(JsonNode server) {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /** Returns whether the server answers, and has let nobody wait since. */
  boolean answers() {
    boolean connected = server.path("connection_status").asText().startsWith("Connected");
    return connected && !server.path("suspected").asBoolean();
  }

  /** The line. */
  String text() {
    String line =
        "%-15s  %-16s %s  %s"
            .formatted(
                answers() ? "answers" : "does not answer",
                server.path("nickname").asText(),
                server.path("nodeid").asText(),
                server.path("address").asText());
    return line.stripTrailing() + failure(server.path("last_failure"));
  }

  /** The oddities of the server, a line each. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    for (JsonNode warning : server.path("warnings")) warnings.add("  warning: " + warning.asText());
    return warnings;
  }

  /** The conduct of the server in audits, where the latest ones count most; empty before any. */
  Optional<String> audits() {
    JsonNode score = server.path("audits");
    if (!score.isObject()) return Optional.empty();
    return Optional.of(
        String.format(
            Locale.ROOT,
            "  audits: %.0f %% good, %.0f %% bad, %.0f %% silent; asked %d times, the last one %s",
            100 * score.path("good").asDouble(),
            100 * score.path("bad").asDouble(),
            100 * score.path("silent").asDouble(),
            score.path("outcomes").asLong(),
            time(score.path("latest"))));
  }

  private String failure(JsonNode failure) {
    if (!failure.isObject()) return "";
    String reason = failure.path("reason").asText();
    JsonNode since = failure.path("since");
    return !answers() && since.isNumber()
        ? "  since " + time(since) + ": " + reason
        : "  last failed " + time(failure.path("at")) + ": " + reason;
  }

  static String time(JsonNode seconds) {
    Instant at = Instant.ofEpochMilli((long) (seconds.asDouble() * 1000));
    return TIME.format(at.atZone(ZoneId.systemDefault()));
  }
}
