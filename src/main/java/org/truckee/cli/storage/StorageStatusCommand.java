package org.truckee.cli.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.gateway.WebApi;
import org.truckee.cli.option.NodeOptions;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the state of a storage server. */
@Command(
    name = "status",
    description = {
      "Shows how much of its disk a storage server uses, reserves and has left, what it keeps, and"
          + " when the leases on that end.",
      "Leases are counted by going through all shares twice a day; where nothing expires yet, the"
          + " count says what would."
    })
final class StorageStatusCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private NodeOptions node;

  @Option(names = "--json", description = "Print what the server says as JSON.")
  private boolean json;

  StorageStatusCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    WebApi api = new OwnServer(node.directory()).api();
    JsonNode state = api.get("/private/storage" + Query.of("json")).json();
    if (state.path("stats").isEmpty()) throw CommandFailure.notFound("this node keeps no shares");
    if (state instanceof ObjectNode all) all.set("trash", api.get("/private/storage/trash").json());
    if (json) {
      session.out().println(state.toPrettyString());
    } else {
      session.out().println(api.gateway() + "/storage");
      new StorageReport(state).lines().forEach(session.out()::println);
    }
    return ExitCodes.OK;
  }
}
