package org.truckee.cli.link;

import java.io.IOException;
import org.truckee.cli.option.GatewayCommand;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Session;
import org.truckee.cli.session.WayBack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes another link to something on the grid. */
@Command(
    name = "ln",
    description = {
      "Gives a file or directory on the grid a second name.",
      "To link it into a directory, end TO with a slash. A directory is never overwritten."
    })
public final class LinkCommand extends GatewayCommand {
  @Parameters(index = "0", paramLabel = "FROM", description = PLACE)
  String from;

  @Parameters(index = "1", paramLabel = "TO", description = "The new name; given as FROM is.")
  String to;

  LinkCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws IOException {
    Link.of(api(), place(from), place(to), new WayBack(session)).make();
    session.out().println("OK");
    return ExitCodes.OK;
  }
}
