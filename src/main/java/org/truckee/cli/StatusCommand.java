package org.truckee.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says what the gateway knows of its grid. */
@Command(
    name = "status",
    description = "Says which servers and introducers the gateway knows, and which of them answer.")
final class StatusCommand extends GatewayCommand {
  @Option(names = "--json", description = "Print what the gateway says as JSON.")
  boolean json;

  StatusCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws IOException {
    String text = api().get("/?t=json").text();
    if (json) session.out().print(text);
    else print(new ObjectMapper().readTree(text));
    return ExitCodes.OK;
  }

  private void print(JsonNode status) {
    session.out().println(api().gateway() + "/  " + status.path("version").asText());
    for (JsonNode introducer : status.path("introducers").path("statuses"))
      session.out().println("introducer: " + introducer.asText());
    int connected = 0;
    for (JsonNode server : status.path("servers")) {
      boolean answers = server.path("connection_status").asText().equals("Connected");
      if (answers) connected++;
      session
          .out()
          .printf(
              "%-14s %-16s %s%n",
              answers ? "answers" : "does not answer",
              server.path("nickname").asText(),
              server.path("nodeid").asText());
    }
    session.out().println(connected + " of " + status.path("servers").size() + " servers answer");
  }
}
