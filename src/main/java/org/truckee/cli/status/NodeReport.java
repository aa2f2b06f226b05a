package org.truckee.cli.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.truckee.cli.session.Quoting;

/**
 * A node's answer about itself, laid out for people: what it is, whether it can serve, what it
 * holds and who is there.
 *
 * @param node the answer at {@code /private/node} of its admin port
 */
record NodeReport(JsonNode node) {
  /** The report. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "node %s  %s  %s, up for %s, process %d"
            .formatted(
                Quoting.plain(node.path("nickname").asText()),
                node.path("version").asText(),
                roles(),
                time(Duration.ofSeconds(node.path("uptime").asLong())),
                node.path("process").asLong()));
    addTroubles(lines);
    if (node.has("directories"))
      lines.add(
          "directories: %d, with %d names in them"
              .formatted(node.path("directories").asLong(), node.path("names").asLong()));
    if (node.has("services")) addServices(lines);
    return lines;
  }

  private String roles() {
    List<String> roles = new ArrayList<>();
    for (JsonNode role : node.path("roles")) {
      String name = role.asText();
      roles.add(name.equals("storage") || name.equals("vdrive") ? name + " server" : name);
    }
    return String.join(", ", roles);
  }

  private void addTroubles(List<String> lines) {
    if (node.path("troubles").isEmpty()) lines.add("ready");
    for (JsonNode trouble : node.path("troubles")) lines.add("not ready: " + trouble.asText());
  }

  private void addServices(List<String> lines) {
    lines.add(
        "announced: %d services; %d nodes follow"
            .formatted(node.path("services").size(), node.path("followers").asLong()));
    for (JsonNode service : node.path("services"))
      lines.add(
          Quoting.plain(
              "  %-8s %-16s %s  %s"
                  .formatted(
                      service.path("service").asText(),
                      service.path("nickname").asText(),
                      service.path("server_id").asText(),
                      service.path("version").asText())));
  }

  /** A time in its two largest units. */
  static String time(Duration time) {
    if (time.toDays() > 0) return time.toDays() + " days, " + time.toHoursPart() + " hours";
    if (time.toHours() > 0) return time.toHours() + " hours, " + time.toMinutesPart() + " minutes";
    return time.toMinutes() > 0 ? time.toMinutes() + " minutes" : time.toSeconds() + " seconds";
  }
}
