package org.truckee.cli.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.option.GatewayCommand;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Quoting;
import org.truckee.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Has the gateway forget servers that were removed. */
@Command(
    name = "forget-server",
    description = {
      "Has the gateway forget servers that were removed for good.",
      "They are not asked any more, and count no longer among the servers of which a change needs"
          + " more than half. A server comes back only if it announces itself anew, as it does"
          + " when it is started. One that stands in conf.json has to be removed there."
    })
public final class ForgetServerCommand extends GatewayCommand {
  /** The least characters of an id: a shorter beginning may be another server's, too, tomorrow. */
  private static final int SHORTEST_START = 8;

  @Parameters(
      paramLabel = "SERVER",
      arity = "1..*",
      description = "Its id as \"status\" shows it, at least 8 characters of that, or its name.")
  List<String> servers;

  ForgetServerCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws IOException {
    JsonNode grid = api().get("/" + Query.of("json")).json();
    List<String> ids = new ArrayList<>();
    for (String server : servers) ids.add(id(grid, server));
    for (int i = 0; i < ids.size(); i++) {
      api().post("/servers" + Query.of("forget").with("server", ids.get(i)), "").done();
      session.out().println("Server " + Quoting.quoted(servers.get(i)) + " is forgotten");
    }
    return ExitCodes.OK;
  }

  private static String id(JsonNode grid, String server) {
    Set<String> found = new TreeSet<>();
    for (String list : List.of("servers", "vdrive_servers"))
      for (JsonNode known : grid.path(list)) if (isMeant(known, server)) found.add(id(known));
    if (found.size() == 1) return found.iterator().next();
    if (found.isEmpty())
      throw new CommandFailure(
          ExitCodes.NOT_FOUND, "the gateway knows no server " + Quoting.quoted(server));
    throw CommandFailure.failed(
        Quoting.quoted(server) + " may be any of these servers: " + String.join(", ", found));
  }

  private static boolean isMeant(JsonNode known, String server) {
    String id = id(known);
    boolean start =
        server.length() >= SHORTEST_START
            && (id.startsWith(server) || id.startsWith("v0-" + server));
    return start || known.path("nickname").asText().equals(server);
  }

  private static String id(JsonNode known) {
    return known.path("nodeid").asText();
  }
}
