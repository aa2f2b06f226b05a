package org.truckee.cli.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.gateway.WebApi;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Quoting;
import org.truckee.cli.session.Session;
import org.truckee.cli.storage.OwnServer;
import org.truckee.cli.storage.StorageReport;

/**
 * The state of a node of this machine that is no gateway, as its admin port and its log tell it.
 */
record NodeStatus(Session session, Path directory) {
  /** Shows it, as JSON if that is wanted. What failed last is shown of a node that is away, too. */
  int show(boolean json) throws IOException {
    WebApi api = new OwnServer(directory).api();
    try {
      JsonNode node = api.get("/private/node").json();
      JsonNode storage = api.get("/private/storage" + Query.of("json")).json();
      if (json) session.out().println(together(node, storage).toPrettyString());
      else print(api, node, storage);
      return ExitCodes.OK;
    } finally {
      if (!json) say(new LastFailures(directory).lines());
    }
  }

  private void print(WebApi api, JsonNode node, JsonNode storage) {
    say(List.of(api.gateway() + "/"));
    say(new NodeReport(node).lines());
    if (!storage.path("stats").isEmpty()) say(new StorageReport(storage).lines());
  }

  private static ObjectNode together(JsonNode node, JsonNode storage) {
    ObjectNode all = new ObjectMapper().createObjectNode();
    all.set("node", node);
    if (!storage.path("stats").isEmpty()) all.set("storage", storage);
    return all;
  }

  private void say(List<String> lines) {
    lines.forEach(line -> session.out().println(Quoting.plain(line)));
  }
}
