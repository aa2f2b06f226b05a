package org.truckee.cli;

import java.io.IOException;
import org.truckee.cli.gateway.Reply;
import org.truckee.cli.name.Place;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes a name out of its directory. */
@Command(
    name = "unlink",
    aliases = "rm",
    description =
        "Takes a name out of its directory. What it led to is still there for those who have its"
            + " capability.")
final class UnlinkCommand extends GatewayCommand {
  @Parameters(paramLabel = "PATH", description = PLACE)
  String path;

  UnlinkCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws IOException {
    Place place = place(path);
    if (place.isRoot())
      throw CommandFailure.usage(
          "only a name in a directory can be unlinked: a path must be given");
    Reply reply = api().delete(place.url()).done();
    if (!session.quiet()) session.out().println(reply.statusLine());
    return ExitCodes.OK;
  }
}
