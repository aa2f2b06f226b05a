package org.truckee.web.writing;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.client.directory.Directories;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.Moves;
import org.truckee.client.directory.ResolvedPath;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Overwrite;
import org.truckee.web.place.Links;
import org.truckee.web.place.NameInDirectory;
import org.truckee.web.place.Places;
import org.truckee.web.reply.Reply;
import org.truckee.web.request.Arguments;
import org.truckee.web.request.Call;
import org.truckee.web.request.GivenLink;
import org.truckee.web.request.WebPath;

/** Gives children other names, in their directory or in another one. */
public final class ChildMoves {
  private final Moves moves;
  private final Places places;

  /** Moves children of {@code directories}, to directories that are found at {@code places}. */
  public ChildMoves(Directories directories, Places places) {
    this.moves = new Moves(directories);
    this.places = places;
  }

  /**
   * A child's old and new name.
   *
   * @param way the way to its new directory; empty if it stays in the one where it is
   */
  public record Move(String name, String newName, Optional<WebPath> way, Overwrite overwrite) {
    /** The names in {@code from_name=}, {@code to_name=}, {@code to_dir=} and {@code replace=}. */
    public static Move of(Arguments arguments) {
      String from =
          arguments.get("from_name").orElseThrow(() -> Arguments.bad("from_name= is required"));
      return new Move(
          Places.withoutSlash("from_name", from),
          Places.newName("to_name", arguments.get("to_name").orElse(from)),
          arguments.get("to_dir").map(Move::way),
          Links.overwrite(arguments));
    }

    /** The same for a child that stays in its directory. */
    public static Move within(Arguments arguments) {
      if (arguments.get("to_dir").isPresent())
        throw Arguments.bad("to_dir= is not valid for rename");
      if (arguments.get("to_name").isEmpty())
        throw Arguments.bad("to_name= is required for rename");
      return of(arguments);
    }

    private static WebPath way(String toDirectory) {
      String text = toDirectory.strip();
      return GivenLink.of(text).way().orElseGet(() -> path(text));
    }

    private static WebPath path(String text) {
      List<String> names = List.of(text.split("/"));
      return new WebPath(names.get(0), names.subList(1, names.size()), false);
    }
  }

  /** Moves a child of the directory that the address leads to. */
  public Future<Reply> move(Call call, Move move) {
    Directory from = places.directory(call.place());
    return move.way()
        .map(this::target)
        .orElse(Future.succeededFuture(from))
        .compose(
            to ->
                isApart(call, move, from)
                    .compose(apart -> NameInDirectory.unseen(move(from, to, move, apart))))
        .map(moved -> Reply.text("thing moved"));
  }

  private Future<Void> move(Directory from, Directory to, Move move, boolean apart) {
    return apart
        ? moves.moveApart(from, move.name(), to, move.newName(), move.overwrite())
        : moves.move(from, move.name(), to, move.newName(), move.overwrite());
  }

  /**
   * Returns whether the way to the target begins where the request does, and avoids the moved
   * child.
   */
  private Future<Boolean> isApart(Call call, Move move, Directory from) {
    if (move.way().isEmpty()) return Future.succeededFuture(false);
    WebPath way = move.way().get();
    Capability root = Places.capability(Places.root(way.root()));
    if (!Directories.isSame(root, Places.capability(call.root())))
      return Future.succeededFuture(false);
    return moves.leadsThrough(root, way.names(), from, move.name()).map(through -> !through);
  }

  /** The directory that a link, or a capability and perhaps a path, leads to. */
  private Future<Directory> target(WebPath way) {
    ResolvedPath root = Places.root(way.root());
    if (root.target().kind() != ChildTarget.Kind.DIRECTORY) throw notDirectory();
    return places
        .find(root, way.names())
        .map(
            place -> {
              if (place.target().kind() != ChildTarget.Kind.DIRECTORY) throw notDirectory();
              return places.directory(place);
            });
  }

  private static GridException notDirectory() {
    return Arguments.bad("to_dir is not a directory");
  }
}
