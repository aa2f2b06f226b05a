package org.truckee.cli.entrust;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.option.GatewayCommand;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Quoting;
import org.truckee.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists what the gateway's upkeep cares for on behalf of others. */
@Command(name = "list", description = "Lists what was entrusted, and the last reports about it.")
final class CaretakeListCommand extends GatewayCommand {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  @Option(names = "--json", description = "Print what the gateway says as JSON.")
  boolean json;

  CaretakeListCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws IOException {
    JsonNode all = api().get(CaretakeCommand.ADDRESS + Query.of("json")).json();
    if (json) session.out().println(all.toPrettyString());
    else if (all.isEmpty()) session.out().println("nothing was entrusted to this gateway");
    else all.forEach(each -> session.out().println(Quoting.plain(line(each))));
    return ExitCodes.OK;
  }

  private static String line(JsonNode each) {
    if (each.path("damaged").asBoolean())
      return "%-20s  damaged: add it again, or remove it".formatted(each.path("name").asText());
    String line =
        "%-20s  %d things, every %s until %s%s; %s"
            .formatted(
                each.path("name").asText(),
                each.path("things").asLong(),
                each.path("every").asText(),
                each.path("until").asText(),
                each.path("over").asBoolean() ? ", which is over" : "",
                report(each.path("report")));
    JsonNode trouble = each.path("trouble");
    return trouble.isTextual() ? line + "; not sent: " + trouble.asText() : line;
  }

  private static String report(JsonNode report) {
    return report.isObject()
        ? "reported "
            + TIME.format(
                Instant.ofEpochSecond(report.path("made").asLong()).atZone(ZoneId.systemDefault()))
            + ", %d healthy".formatted(report.path("healthy").asLong())
        : "not reported yet";
  }
}
