package org.truckee.cli.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A gateway's answer about one introducer, in a line: whether it can be heard, and if not, since
 * when and why.
 */
record IntroducerLine(JsonNode introducer) {
  /** The lines of {@code introducers}; a Tahoe gateway tells less of each. */
  static List<String> all(JsonNode introducers) {
    List<String> lines = new ArrayList<>();
    introducers.path("details").forEach(each -> lines.add(new IntroducerLine(each).text()));
    if (lines.isEmpty()) introducers.path("statuses").forEach(each -> lines.add(each.asText()));
    return lines;
  }

  /** The line. */
  String text() {
    String address = introducer.path("address").asText();
    if (introducer.path("connected").asBoolean()) return "Connected to " + address;
    JsonNode failure = introducer.path("last_failure");
    return "Not connected to %s  since %s: %s"
        .formatted(
            address, ServerLine.time(failure.path("since")), failure.path("reason").asText());
  }
}
