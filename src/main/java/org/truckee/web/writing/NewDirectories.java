package org.truckee.web.writing;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.truckee.GridException;
import org.truckee.client.Gateway;
import org.truckee.client.directory.Directories;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.DirectoryFormat;
import org.truckee.client.directory.PartialWay;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildConflict;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Overwrite;
import org.truckee.web.http.Address;
import org.truckee.web.place.Links;
import org.truckee.web.place.NameInDirectory;
import org.truckee.web.place.Places;
import org.truckee.web.record.NotedThings;
import org.truckee.web.reply.Reply;
import org.truckee.web.request.Arguments;
import org.truckee.web.request.Call;

/** Makes directories: where nothing leads to them, at the end of a path, or in a directory. */
public final class NewDirectories {
  private final Gateway gateway;
  private final Places places;
  private final ChildLists lists;

  /** Makes directories at {@code places}, with the children that {@code lists} reads. */
  public NewDirectories(Gateway gateway, Places places, ChildLists lists) {
    this.gateway = gateway;
    this.places = places;
    this.lists = lists;
  }

  /** A directory that nothing leads to, and whether its maker wants to be sent there. */
  public record Unlinked(NewDirectory made, boolean redirects) {
    /** The arguments in the query and the form. */
    public static Unlinked of(Arguments arguments) {
      return new Unlinked(NewDirectory.of(arguments), arguments.is("redirect_to_result"));
    }
  }

  /** A directory under a name in another one; none, if the name is empty. */
  public record Named(NewDirectory made, String name, Overwrite overwrite) {
    /** The arguments in the query and the form. */
    public static Named of(Arguments arguments) {
      Overwrite overwrite =
          arguments.t().equals("mkdir") ? Links.overwrite(arguments) : Overwrite.NEVER;
      String name = Places.newName("name", arguments.text("name"));
      return new Named(NewDirectory.of(arguments), name, overwrite);
    }
  }

  /** A directory at the end of a path that {@code PUT} names. */
  public record Put(Optional<DirectoryFormat> format, Overwrite overwrite) {
    /** The arguments in the query. */
    public static Put of(Arguments arguments) {
      return new Put(Links.directoryFormat(arguments, "PUT"), Links.overwrite(arguments));
    }
  }

  /** Makes a directory that nothing leads to. */
  public Future<Reply> unlinked(Call call, Unlinked asked) {
    DirectoryFormat format = asked.made().format(DirectoryFormat.SDMF);
    return lists
        .children(call.request(), asked.made(), children -> make(asked.made(), format, children))
        .map(NewDirectories::link)
        .map(
            cap ->
                asked.redirects()
                    ? Reply.redirectTo(303, "/uri/" + Address.encode(cap))
                    : Reply.cap(200, cap));
  }

  /**
   * Makes a directory at the end of the path, and those that are missing on the way; {@code there}
   * answers if a thing is at the end already.
   */
  public Future<Reply> named(Call call, NewDirectory asked, Function<Call, Future<Reply>> there) {
    return places
        .reach(call.root(), call.path())
        .compose(
            spot ->
                spot.child().isPresent()
                    ? there.apply(call.at(spot.place()))
                    : makeAt(spot, call, asked, Overwrite.NEVER));
  }

  /** Makes a directory at the end of the path, and those that are missing on the way. */
  public Future<Reply> put(Call call, Put asked) {
    return places
        .reach(call.root(), call.path())
        .compose(spot -> put(spot, asked))
        .map(NewDirectories::told);
  }

  private Future<Directory> put(NameInDirectory spot, Put asked) {
    if (spot.child().isPresent()) {
      if (spot.place().target().kind() != ChildTarget.Kind.DIRECTORY)
        throw Arguments.bad("PUT to a file: bad t=mkdir");
      if (asked.overwrite() == Overwrite.NEVER) throw NameInDirectory.taken();
      return Future.succeededFuture(places.directory(spot.place()));
    }
    return asked.format().isEmpty() ? way(spot).make(Optional.empty()) : make(spot, asked.format());
  }

  /** Makes a directory of another format than those that are missing on the way to it. */
  private Future<Directory> make(NameInDirectory spot, Optional<DirectoryFormat> format) {
    Directories all = gateway.directories();
    List<String> path = spot.path();
    int last = path.size() - 1;
    return all.make(spot.parent(), path.subList(0, last), Optional.empty())
        .compose(parent -> all.make(parent, path.subList(last, last + 1), format));
  }

  private PartialWay way(NameInDirectory spot) {
    return new PartialWay(gateway.directories(), spot.parent(), spot.path());
  }

  /** Makes a directory in the one that the address leads to. */
  public Future<Reply> in(Call call, Named asked) {
    Directory directory = places.allowed(call.place());
    if (asked.name().isEmpty()) return Future.succeededFuture(told(directory));
    return Places.look(directory, asked.name())
        .compose(spot -> makeAt(spot, call, asked.made(), asked.overwrite()));
  }

  private static Reply told(Directory made) {
    return Reply.text(link(made));
  }

  private static String link(Directory made) {
    NotedThings.about(made.capability());
    return made.capability().toUri();
  }

  private Future<Reply> makeAt(
      NameInDirectory spot, Call call, NewDirectory asked, Overwrite overwrite) {
    if (overwrite == Overwrite.NEVER && spot.child().isPresent()) throw NameInDirectory.taken();
    if (!spot.parent().isWritable()) throw Directories.readOnly();
    return lists
        .children(
            call.request(),
            asked,
            children ->
                isUsual(spot, asked, children)
                    ? way(spot)
                        .makeNew()
                        .recover(failure -> orLinked(failure, spot, asked, overwrite))
                    : linked(spot, asked, children, overwrite))
        .map(NewDirectories::told);
  }

  /** Returns whether a directory like those on the way to it is all that is asked for. */
  private static boolean isUsual(NameInDirectory spot, NewDirectory asked, List<Child> children) {
    return spot.child().isEmpty()
        && asked.isUsual(spot.parent().usualFormat())
        && children.isEmpty();
  }

  /** Leaves it to {@code overwrite} whether the thing that others put there meanwhile stays. */
  private Future<Directory> orLinked(
      Throwable failure, NameInDirectory spot, NewDirectory asked, Overwrite overwrite) {
    return failure instanceof ChildConflict
        ? linked(spot, asked, List.of(), overwrite)
        : Future.failedFuture(failure);
  }

  private Future<Directory> linked(
      NameInDirectory spot, NewDirectory asked, List<Child> children, Overwrite overwrite) {
    return make(asked, asked.format(spot.parent().usualFormat()), children)
        .compose(made -> spot.link(ChildTarget.of(made.capability()), overwrite).map(made));
  }

  /** Makes a directory; one that is too large for a default format is kept in another. */
  private Future<Directory> make(NewDirectory asked, DirectoryFormat format, List<Child> children) {
    Future<Directory> made =
        asked.keys().isPresent()
            ? gateway.gridDirectories().create(format, children, asked.keys())
            : gateway.directories().create(format, children);
    return asked.format().isPresent() || format != DirectoryFormat.SDMF
        ? made
        : made.recover(
            failure ->
                GridException.is(failure, GridException.Kind.TOO_LARGE)
                    ? make(asked, DirectoryFormat.MDMF, children)
                    : Future.failedFuture(failure));
  }
}
