package org.truckee.cli.link;

import java.io.IOException;
import java.util.List;
import org.truckee.cli.gateway.GatewayReply;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.name.GridPath;
import org.truckee.cli.option.GatewayCommand;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Quoting;
import org.truckee.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings a file or directory back from the trash of a drive. */
@Command(
    name = "restore",
    description = {
      "Brings a file or directory back from the trash of its drive.",
      "PATH is the place where it was; of several that were there, the one that went last comes"
          + " back. What is there now stays, unless --replace says that it is to go to the trash.",
      "With --as-of, PATH is a directory, which is brought back to what it was at that time, with"
          + " all that was removed or replaced below. What was made since stays."
    })
final class TrashRestoreCommand extends GatewayCommand {
  @Parameters(paramLabel = "PATH", description = "Where it was: private:PATH or ALIAS:PATH.")
  String path;

  @Option(
      names = "--entry",
      paramLabel = "NAME",
      description =
          "Bring back this one, by its name or short name in the trash; PATH may be the"
              + " drive alone.")
  String entry;

  @Option(
      names = "--to",
      paramLabel = "PATH",
      description = "Bring it back to this place of the same drive.")
  String to;

  @Option(
      names = "--as-of",
      paramLabel = "TIME",
      description = "Bring back a whole tree: a date, or a time such as 2026-01-31T12:00:00Z.")
  String asOf;

  @Option(names = "--replace", description = "Replace what has its name now.")
  boolean replace;

  TrashRestoreCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws IOException {
    GridPath place = place(path);
    if (asOf != null) return restoreTree(place);
    if (place.isRoot() && entry == null)
      throw CommandFailure.usage("the path where it was, or --entry, must be given");
    GridPath drive = Trashed.drive(place);
    Trashed found =
        Trashed.all(Trashed.ask(api(), drive)).stream()
            .filter(one -> isMeant(one, place))
            .findFirst()
            .orElseThrow(() -> missing(place));
    Query query =
        Query.of("restore")
            .with("entry", found.entry())
            .withIf(replace, "replace")
            .withIfPresent("to", to == null ? null : target(place));
    GatewayReply reply = api().post(drive.url() + "/" + query, "");
    session.out().println("restored " + Quoting.plain(reply.text().strip()));
    return ExitCodes.OK;
  }

  private int restoreTree(GridPath place) throws IOException {
    if (entry != null || to != null)
      throw CommandFailure.usage("--as-of brings a tree back to its own place, and takes no other");
    session.out().println(new TreeRestore(place, asOf, replace).by(api()));
    return ExitCodes.OK;
  }

  private boolean isMeant(Trashed one, GridPath place) {
    boolean there = place.isRoot() || one.path().filter(place.path()::equals).isPresent();
    return there && (entry == null || one.isCalled(entry));
  }

  private String target(GridPath place) throws IOException {
    GridPath target = place(to);
    if (!target.root().equals(place.root()) || target.isRoot())
      throw CommandFailure.usage("--to names a place in the drive whose trash it is");
    List<String> names = target.path();
    return String.join("/", names);
  }

  private static CommandFailure missing(GridPath place) {
    String path = String.join("/", place.path());
    String where = place.isRoot() ? "called so" : "that was at " + Quoting.quoted(path);
    return CommandFailure.notFound("the trash holds nothing " + where);
  }
}
