package org.truckee.cli.link;

import java.io.IOException;
import java.util.Optional;
import org.truckee.cli.gateway.GatewayReply;
import org.truckee.cli.name.GridPath;
import org.truckee.cli.option.GatewayCommand;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Quoting;
import org.truckee.cli.session.Session;
import org.truckee.cli.session.WayBack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a name out of its directory. */
@Command(
    name = "unlink",
    aliases = "rm",
    description = {
      "Removes a file or directory from its directory.",
      "People who have its capability can still open it, and the space is not freed. At a terminal,"
          + " the command asks before it removes a directory that is not empty. The line that brings"
          + " back what was removed is printed on standard error.",
      "What is removed from the private drive, or from the directory of an alias, goes to its trash:"
          + " see \"truckee trash --help\"."
    })
public final class UnlinkCommand extends GatewayCommand {
  @Parameters(paramLabel = "PATH", description = PLACE)
  String path;

  @Option(
      names = {"-f", "--force"},
      description = "Remove a directory that is not empty without asking.")
  boolean force;

  UnlinkCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws IOException {
    GridPath place = place(path);
    if (place.isRoot())
      throw CommandFailure.usage(
          "only a name in a directory can be unlinked: a path must be given");
    WayBack wayBack = new WayBack(session);
    Optional<Occupant> there =
        wayBack.isTold() ? Occupant.of(api(), place) : Optional.<Occupant>empty();
    if (there.isPresent() && !isMeant(there.get()))
      throw CommandFailure.failed("nothing was removed");
    GatewayReply reply = api().delete(place.url()).done();
    if (session.asTahoe() && !session.quiet()) session.out().println(reply.statusLine());
    else if (!session.quiet()) session.out().println("removed " + Quoting.plain(path));
    there.ifPresent(old -> wayBack.removed(place.argument(), old.cap()));
    return ExitCodes.OK;
  }

  private boolean isMeant(Occupant there) throws IOException {
    if (force || !there.isFullDirectory()) return true;
    return session.confirms(
        Quoting.plain(path) + " is a directory that is not empty. Remove it? [y/N] ");
  }
}
