package org.truckee.cli.link;

import java.io.IOException;
import org.truckee.cli.name.GridPath;
import org.truckee.cli.option.GatewayCommand;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Session;
import org.truckee.cli.session.WayBack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Moves a link, in one step where the grid can take it. */
@Command(
    name = "mv",
    description = {
      "Moves a file or directory on the grid to another name or directory.",
      "To move it into a directory, end TO with a slash. A directory is never overwritten."
    })
public final class MoveCommand extends GatewayCommand {
  @Parameters(index = "0", paramLabel = "FROM", description = PLACE)
  String from;

  @Parameters(index = "1", paramLabel = "TO", description = "Where it goes; named as FROM is.")
  String to;

  MoveCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws IOException {
    GridPath old = place(from);
    if (old.isRoot()) throw CommandFailure.usage("only a name in a directory can be moved");
    Link.of(api(), old, place(to), new WayBack(session)).move();
    session.out().println("OK");
    return ExitCodes.OK;
  }
}
