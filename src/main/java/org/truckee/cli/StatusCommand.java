package org.truckee.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what the gateway knows of its grid. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Says which servers and introducers the gateway knows, and which of them answer.")
public final class StatusCommand implements Callable<Integer> {
  @Mixin NodeOptions node;

  @Option(names = "--json", description = "Print what the gateway says as JSON.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    String text = GatewayConnection.to(node.url(), "GET", "/?t=json").text();
    if (json) System.out.print(text);
    else print(new ObjectMapper().readTree(text));
    return ExitCodes.OK;
  }

  private void print(JsonNode status) {
    System.out.println(node.url() + "/  " + status.path("version").asText());
    for (JsonNode introducer : status.path("introducers").path("statuses")) {
      System.out.println("introducer: " + introducer.asText());
    }
    int connected = 0;
    for (JsonNode server : status.path("servers")) {
      boolean answers = server.path("connection_status").asText().equals("Connected");
      if (answers) connected++;
      System.out.printf(
          "%-14s %-16s %s%n",
          answers ? "answers" : "does not answer",
          server.path("nickname").asText(),
          server.path("nodeid").asText());
    }
    System.out.println(connected + " of " + status.path("servers").size() + " servers answer");
  }
}
