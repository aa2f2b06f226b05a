package org.truckee.cli;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.truckee.cli.gateway.GatewayListing;
import org.truckee.cli.gateway.GatewayReply;
import org.truckee.cli.gateway.GridNode;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.gateway.Refusal;
import org.truckee.cli.gateway.WebApi;
import org.truckee.cli.name.GridPath;
import org.truckee.cli.option.GatewayCommand;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Quoting;
import org.truckee.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists a directory, or describes a file. */
@Command(
    name = "ls",
    description = {
      "Lists a directory. Control characters in names are shown as escapes, in double quotes.",
      "With -l, each line is: drwx SIZE DATE NAME, where d means a directory (- a file, ? something"
          + " unknown), r and w that it can be read and written through this link, and DATE is when"
          + " the link was made. A size that is not known is shown as ?."
    })
final class ListCommand extends GatewayCommand {
  /** The sentence of Tahoe's command where nothing is the default root. */
  private static final String NO_ROOT =
      "error: No alias specified, and the default 'tahoe' alias doesn't exist. To create it, use"
          + " 'tahoe create-alias tahoe'.";

  @Parameters(arity = "0..1", paramLabel = "PATH", description = PLACE)
  String path = "";

  @Option(
      names = {"-l", "--long"},
      description = "Show kind, rights, size and date.")
  boolean isLong;

  @Option(
      names = {"-F", "--classify"},
      description = "Mark directories with / and what can be written with *.")
  boolean classify;

  @Option(names = "--uri", description = "Show capabilities.")
  boolean uri;

  @Option(names = "--readonly-uri", description = "Show capabilities that only read.")
  boolean readOnlyUri;

  @Option(names = "--json", description = "Print what the gateway says as JSON.")
  boolean json;

  ListCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws IOException {
    GridPath place = place(path);
    GatewayReply reply = api().get(place.url() + Query.of("json"));
    if (reply.status() == 404) throw missing(place);
    try (InputStream in = reply.body()) {
      if (!json) return print(place, GatewayListing.read(in));
      WebApi.copy(in, session.out(), null);
    }
    return ExitCodes.OK;
  }

  /** Tahoe's command fails with different codes for a missing root and a missing child. */
  private CommandFailure missing(GridPath place) {
    return session.asTahoe() && place.isInDrive() && place.isRoot()
        ? CommandFailure.failed(NO_ROOT)
        : CommandFailure.notFound("No such file or directory" + named(place));
  }

  /** The path below its root, which may be a capability; Tahoe's command names nothing. */
  private String named(GridPath place) {
    return place.isRoot() || session.asTahoe()
        ? ""
        : ": " + Quoting.quoted(String.join("/", place.path()));
  }

  private int print(GridPath place, GatewayListing listing) {
    ListingTable table =
        new ListingTable(isLong, classify, uri, readOnlyUri, Instant.now(session.clock()));
    SortedMap<String, GridNode> shown = listing.children();
    if (!listing.node().isDirectory()) {
      shown = new TreeMap<>();
      shown.put(place.name().orElse(""), listing.node());
    }
    boolean unknown = shown.values().stream().anyMatch(ListCommand::isUnknown);
    if (unknown && place.isRoot() && !listing.node().isDirectory() && !session.asTahoe())
      throw CommandFailure.failed(Refusal.NO_CAPABILITY);
    shown.forEach(table::add);
    table.lines().forEach(session.out()::println);
    if (unknown)
      session.err().println("Some of these are of a kind that this gateway does not know.");
    shown.forEach(this::tellDamage);
    boolean whole = shown.values().stream().allMatch(node -> node.damage().isEmpty());
    return whole || session.asTahoe() ? ExitCodes.OK : ExitCodes.INCOMPLETE;
  }

  private static boolean isUnknown(GridNode node) {
    return node.kind() == GridNode.Kind.UNKNOWN && node.damage().isEmpty();
  }

  private void tellDamage(String name, GridNode node) {
    node.damage()
        .map(damage -> "damaged: " + Quoting.quoted(name) + ": " + Quoting.plain(damage))
        .ifPresent(session.err()::println);
  }
}
