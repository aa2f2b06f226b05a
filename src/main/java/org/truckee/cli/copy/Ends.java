package org.truckee.cli.copy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.truckee.cli.gateway.GatewayListing;
import org.truckee.cli.gateway.GatewayReply;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.local.GridNames;
import org.truckee.cli.name.GridPath;
import org.truckee.cli.name.Names;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.Quoting;

/**
 * Finds the things that the arguments of {@code cp} name: with an alias or a capability on the
 * grid, else on this machine.
 */
public final class Ends {
  private final CopyRun run;
  private final Names names;

  /** The ends of {@code run}, named by {@code names}. */
  public Ends(CopyRun run, Names names) {
    this.run = run;
    this.names = names;
  }

  /** Copies the things that {@code sources} name to the place that {@code target} names. */
  public CopyOutcome copy(List<String> sources, String target) throws IOException {
    CopyTarget to = target(target);
    List<Item> items = new ArrayList<>();
    for (String source : sources) {
      try {
        items.add(item(source));
      } catch (IOException | CommandFailure e) {
        if (sources.size() == 1) throw e;
        run.leftOut().add(source, e);
      }
    }
    if (items.isEmpty()) throw CommandFailure.notFound("there is nothing to copy");
    return new Copy(run).run(items, to, sources.size() > 1);
  }

  private CopyTarget target(String argument) throws IOException {
    Optional<GridPath> place = names.remote(argument);
    if (place.isPresent()) return GridTarget.look(run, place.get());
    return new LocalTarget(run, local(argument), argument.endsWith("/"));
  }

  private Item item(String argument) throws IOException {
    Optional<GridPath> place = names.remote(argument);
    return place.isPresent() ? gridItem(argument, place.get()) : localItem(argument);
  }

  private Item localItem(String argument) throws IOException {
    Path path = local(argument);
    if (!Files.exists(path)) throw missing(argument);
    Optional<String> name = nameOf(path);
    if (Files.isDirectory(path))
      return new Item.OfDirectory(
          name, new LocalScan(path, run.options().skipLinks(), run.leftOut()));
    if (argument.endsWith("/")) throw endsWithSlash(argument);
    return new Item.OfFile(name, LocalSource.of(path));
  }

  private Item gridItem(String argument, GridPath place) throws IOException {
    GatewayReply reply = run.api().get(place.url() + Query.of("json"));
    if (reply.status() == 404) throw missing(argument);
    GatewayListing listing = GatewayListing.read(reply.body());
    return switch (listing.node().kind()) {
      case DIRECTORY ->
          new Item.OfDirectory(
              place.name(), new GridScan(run.api(), listing, place.argument(), run.leftOut()));
      case FILE -> {
        if (place.directory()) throw endsWithSlash(argument);
        yield new Item.OfFile(place.name(), new GridSource(listing.node()));
      }
      case UNKNOWN ->
          throw CommandFailure.failed(
              Quoting.quoted(argument) + ": " + listing.node().strangeness());
    };
  }

  private static Optional<String> nameOf(Path path) {
    Path full = path.toAbsolutePath().normalize();
    if (full.getFileName() == null) return Optional.empty();
    Optional<String> name = GridNames.of(full);
    if (name.isEmpty()) throw CommandFailure.failed("its name is not UTF-8: " + path);
    return name;
  }

  /** The local path of an argument: the shell knows {@code ~} only at the start of a word. */
  private Path local(String argument) {
    return argument.startsWith("~/")
        ? run.session().home().resolve(argument.substring(2))
        : Path.of(argument);
  }

  private static CommandFailure missing(String argument) {
    return CommandFailure.notFound("No such file or directory " + Quoting.quoted(argument));
  }

  private static CommandFailure endsWithSlash(String argument) {
    return CommandFailure.failed(
        "source %s is not a directory, but ends with a slash".formatted(Quoting.quoted(argument)));
  }
}
