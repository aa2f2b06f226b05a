package org.truckee.cli.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.option.GatewayCommand;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Quoting;
import org.truckee.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the gateway's grid and its latest work. */
@Command(
    name = "status",
    description = {
      "Shows the servers and introducers of the gateway, when and why a server failed last, how it"
          + " did in audits over time, and the gateway's recent uploads and downloads.",
      "Of any node on this machine it shows what it is, whether it can serve, what it keeps, who is"
          + " there, and what failed last."
    })
public final class StatusCommand extends GatewayCommand {
  @Option(names = "--json", description = "Print what the gateway says as JSON.")
  boolean json;

  @Option(
      names = {"-v", "--verbose"},
      description =
          "Show audits, repairs, and what is done to mutable files and directories as well.")
  boolean verbose;

  StatusCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws IOException {
    return node.isGateway() ? gateway() : new NodeStatus(session, node.directory()).show(json);
  }

  private Integer gateway() throws IOException {
    JsonNode grid = ask("/");
    JsonNode statistics = ask("/statistics");
    JsonNode operations = ask("/status");
    if (json) {
      ObjectNode all = new ObjectMapper().createObjectNode();
      all.set("grid", grid);
      all.set("statistics", statistics);
      all.set("operations", operations);
      session.out().println(all.toPrettyString());
    } else {
      print(grid);
      OperationsReport report = new OperationsReport(statistics, operations, verbose);
      report.lines().forEach(session.out()::println);
      if (node.isOwn()) new LastFailures(node.directory()).lines().forEach(this::say);
    }
    return ExitCodes.OK;
  }

  private JsonNode ask(String address) throws IOException {
    return api().get(address + Query.of("json")).json();
  }

  private void say(String line) {
    session.out().println(Quoting.plain(line));
  }

  private static String unusable(JsonNode entry) {
    return "\"%s\" %s: %s"
        .formatted(
            entry.path("setting").asText(),
            entry.path("entry").asText(),
            entry.path("reason").asText());
  }

  private void print(JsonNode grid) {
    session.out().println(api().gateway() + "/  " + grid.path("version").asText());
    IntroducerLine.all(grid.path("introducers")).forEach(line -> say("introducer: " + line));
    for (JsonNode unusable : grid.path("unusable_settings"))
      say("configuration: " + unusable(unusable));
    int connected = 0;
    for (JsonNode server : grid.path("servers")) {
      ServerLine line = new ServerLine(server);
      if (line.answers()) connected++;
      say(line.text());
      line.warnings().forEach(this::say);
      line.audits().ifPresent(this::say);
    }
    for (JsonNode server : grid.path("vdrive_servers")) {
      ServerLine line = new ServerLine(server);
      say("drive server: " + line.text());
      line.warnings().forEach(this::say);
    }
    session.out().println(connected + " of " + grid.path("servers").size() + " servers answer");
  }
}
