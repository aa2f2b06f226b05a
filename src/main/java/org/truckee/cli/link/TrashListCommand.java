package org.truckee.cli.link;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.truckee.cli.name.GridPath;
import org.truckee.cli.option.GatewayCommand;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists what is in the trash of a drive. */
@Command(
    name = "list",
    description =
        "Lists what is in the trash of a drive, the latest first: when it was taken away, its short"
            + " name in the trash, and where it was.")
final class TrashListCommand extends GatewayCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "DRIVE",
      defaultValue = "private:",
      description = "private: (if it is missing), ALIAS: or a capability.")
  String drive;

  @Option(names = "--json", description = "Print what the gateway says as JSON.")
  boolean json;

  TrashListCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws IOException {
    GridPath root = Trashed.root(place(drive));
    JsonNode answer = Trashed.ask(api(), root);
    if (json) {
      session.out().println(answer.toPrettyString());
      return ExitCodes.OK;
    }
    List<Trashed> all = Trashed.all(answer);
    all.forEach(one -> session.out().println(one.line()));
    long more = answer.path("total").asLong() - all.size();
    if (more > 0) session.err().println("and " + more + " older ones");
    return ExitCodes.OK;
  }
}
