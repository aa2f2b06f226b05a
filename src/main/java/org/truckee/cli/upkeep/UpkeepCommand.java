package org.truckee.cli.upkeep;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.truckee.cli.gateway.GridNode;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.option.GatewayCommand;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Quoting;
import org.truckee.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows and steers how the gateway looks after its own roots. */
@Command(
    name = "upkeep",
    description = {
      "Shows and steers how the gateway looks after its own roots: its private drive, the aliases"
          + " in its directory, and what \"upkeep add\" names.",
      "It walks them once a week, renews leases, counts shares, and repairs what lost too many."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      UpkeepCommand.Status.class,
      UpkeepCommand.Run.class,
      UpkeepCommand.Pause.class,
      UpkeepCommand.Resume.class,
      UpkeepCommand.Add.class,
      UpkeepCommand.Remove.class,
      UpkeepCommand.ListRoots.class
    })
public final class UpkeepCommand {
  private static final String ADDRESS = "/upkeep";

  /** A part of the command. */
  abstract static class Part extends GatewayCommand {
    Part(Session session) {
      super(session);
    }

    final JsonNode state() throws IOException {
      return api().get(ADDRESS + Query.of("json")).json();
    }

    /** Has the gateway do what {@code query} says, and prints its sentence about it. */
    final int tell(Query query) throws IOException {
      say(api().post(ADDRESS + query, "").text().strip());
      return ExitCodes.OK;
    }

    final void say(String line) {
      session.out().println(Quoting.plain(line));
    }
  }

  /** Shows what is kept up, and how well. */
  @Command(
      name = "status",
      description = {
        "Shows what is kept up, how well, and what goes on.",
        "The exit code is 1 if upkeep is late, can't go on, or can't heal something."
      })
  static final class Status extends Part {
    @Option(names = "--json", description = "Print what the gateway says as JSON.")
    boolean json;

    Status(Session session) {
      super(session);
    }

    @Override
    public Integer call() throws IOException {
      JsonNode state = state();
      if (json) session.out().println(state.toPrettyString());
      else new UpkeepReport(state).lines().forEach(this::say);
      return state.path("warnings").isEmpty() ? ExitCodes.OK : ExitCodes.FAILED;
    }
  }

  /** A part that has the gateway do something, and tells what it says about it. */
  abstract static class Order extends Part {
    private final String what;

    Order(Session session, String what) {
      super(session);
      this.what = what;
    }

    @Override
    public final Integer call() throws IOException {
      return tell(Query.of(what));
    }
  }

  /** Makes everything due. */
  @Command(name = "run", description = "Makes everything due now, and returns at once.")
  static final class Run extends Order {
    Run(Session session) {
      super(session, "run");
    }
  }

  /** Stops for now. */
  @Command(name = "pause", description = "Stops upkeep, over restarts, until it is resumed.")
  static final class Pause extends Order {
    Pause(Session session) {
      super(session, "pause");
    }
  }

  /** Goes on. */
  @Command(name = "resume", description = "Lets a paused upkeep go on.")
  static final class Resume extends Order {
    Resume(Session session) {
      super(session, "resume");
    }
  }

  /** Adds a root. */
  @Command(
      name = "add",
      description = {
        "Has everything below a directory kept up.",
        "The gateway keeps the capability. With one that only reads, what can change there is not"
            + " repaired, only renewed and checked."
      })
  static final class Add extends Part {
    @Parameters(paramLabel = "PATH", description = PLACE)
    String path;

    @Option(
        names = "--name",
        paramLabel = "NAME",
        description = "The name for people; without one, the alias or the path.")
    String name;

    Add(Session session) {
      super(session);
    }

    @Override
    public Integer call() throws IOException {
      GridNode node = GridNode.read(api().get(place(path).url() + Query.of("json")).json());
      String cap = node.bestCap().orElse("");
      if (!node.isDirectory() || cap.isEmpty())
        throw CommandFailure.failed("only a directory can be kept up, and this is none");
      return tell(Query.of("add").with("name", name == null ? usualName() : name).with("cap", cap));
    }

    /** The text without colons; the beginning alone of a capability, which is a secret. */
    private String usualName() {
      if (path.contains("URI:"))
        throw CommandFailure.usage("a directory that a capability names needs a --name");
      String usual = path.replaceFirst(":$", "").replace(':', '/');
      return usual.isEmpty() ? "shared" : usual;
    }
  }

  /** Removes a root. */
  @Command(name = "remove", description = "Undoes \"upkeep add\"; nothing is deleted.")
  static final class Remove extends Part {
    @Parameters(paramLabel = "NAME", description = "The name that \"upkeep list\" shows.")
    String name;

    Remove(Session session) {
      super(session);
    }

    @Override
    public Integer call() throws IOException {
      return tell(Query.of("remove").with("name", name));
    }
  }

  /** Lists the roots. */
  @Command(name = "list", description = "Lists the roots that are kept up.")
  static final class ListRoots extends Part {
    ListRoots(Session session) {
      super(session);
    }

    @Override
    public Integer call() throws IOException {
      new UpkeepReport(state()).roots().forEach(this::say);
      return ExitCodes.OK;
    }
  }
}
