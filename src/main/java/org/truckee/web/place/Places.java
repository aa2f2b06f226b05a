package org.truckee.web.place;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.cap.VerifyCap;
import org.truckee.client.directory.Directories;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.PartialWay;
import org.truckee.client.directory.ResolvedPath;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Edit;
import org.truckee.web.record.NotedThings;
import org.truckee.web.request.Arguments;
import org.truckee.web.request.WebPath;

/** Finds the things that addresses lead to, and the places of those that are to be there. */
public final class Places {
  private final Directories directories;

  public Places(Directories directories) {
    this.directories = directories;
  }

  /** The target of a capability's text: an unknown one, if this gateway can't read it. */
  public static ResolvedPath root(String capability) {
    return new ResolvedPath(target(capability), Optional.empty(), Optional.empty());
  }

  private static ChildTarget target(String capability) {
    try {
      ChildTarget target = ChildTarget.parse(capability, "");
      return target.read().filter(VerifyCap.class::isInstance).isPresent()
          ? ChildTarget.NONE
          : target;
    } catch (GridException unreadable) {
      return ChildTarget.NONE;
    }
  }

  /**
   * The place that {@code names} lead to from {@code root}; {@code NOT_FOUND} if they lead nowhere.
   */
  public Future<ResolvedPath> find(ResolvedPath root, List<String> names) {
    if (names.isEmpty()) return Future.succeededFuture(root);
    if (root.target().kind() == ChildTarget.Kind.UNKNOWN)
      return Future.failedFuture(Edit.missing(names.get(0)));
    return directories
        .find(capability(root), names)
        .recover(failure -> Future.failedFuture(through(failure, names)));
  }

  private static Throwable through(Throwable failure, List<String> names) {
    return GridException.is(failure, GridException.Kind.NOT_ALLOWED)
        ? Arguments.bad("Files have no children named '" + names.get(names.size() - 1) + "'")
        : failure;
  }

  /** The place of the last name of {@code path}, there or to be, if all before it are there. */
  public Future<NameInDirectory> look(ResolvedPath root, WebPath path) {
    return find(root, path.way())
        .map(directories::directoryAt)
        .compose(parent -> look(parent, path.name()));
  }

  /**
   * The place of the last name of {@code path}, there or to be. Directories that are missing before
   * it are made later, when something is linked there; {@code CONFLICT} if a file is in the way.
   */
  public Future<NameInDirectory> reach(ResolvedPath root, WebPath path) {
    if (root.target().kind() == ChildTarget.Kind.UNKNOWN)
      return Future.failedFuture(Edit.missing(path.names().get(0)));
    if (root.target().kind() == ChildTarget.Kind.FILE) return Future.failedFuture(inTheWay());
    return directories
        .reach(directory(root), path.way())
        .recover(
            failure ->
                Future.failedFuture(
                    GridException.is(failure, GridException.Kind.CONFLICT) ? inTheWay() : failure))
        .compose(way -> look(way, path.name()));
  }

  private static Future<NameInDirectory> look(PartialWay way, String name) {
    if (way.isWhole()) return look(way.reached(), name);
    return way.reached().isWritable()
        ? Future.succeededFuture(NameInDirectory.at(way, name))
        : Future.failedFuture(Directories.readOnly());
  }

  private static GridException inTheWay() {
    return new GridException(
        GridException.Kind.CONFLICT, "Unable to create a directory there: a file was in the way");
  }

  /**
   * Checks {@code name}, which is to become that of a child: names such as {@code .} and {@code ..}
   * would lead nowhere.
   */
  public static String newName(String name) {
    if (name.equals(".") || name.equals(".."))
      throw Arguments.bad("a file or directory can't be called '" + name + "'");
    return name;
  }

  /** Checks {@code name}, which the argument {@code field} gives and which is to be a child's. */
  public static String newName(String field, String name) {
    return newName(withoutSlash(field, name));
  }

  /**
   * Checks {@code name}, which the argument {@code field} gives: no child has a slash in its own.
   */
  public static String withoutSlash(String field, String name) {
    if (name.contains("/")) throw Arguments.bad(field + "= may not contain a slash");
    return name;
  }

  /**
   * The child called {@code name} of {@code parent}, and the place that it has or would have, for a
   * change of it.
   */
  public static Future<NameInDirectory> look(Directory parent, String name) {
    NotedThings.about(parent.capability());
    return parent.getToEdit(name).map(child -> noted(new NameInDirectory(parent, name, child)));
  }

  private static NameInDirectory noted(NameInDirectory spot) {
    spot.child().flatMap(there -> there.target().strongest()).ifPresent(NotedThings::about);
    return spot;
  }

  /** The directory at {@code place}, which is one. */
  public Directory directory(ResolvedPath place) {
    return directories.directoryAt(place);
  }

  /** The same; throws {@code FORBIDDEN} for a directory that is prohibited. */
  public Directory allowed(ResolvedPath place) {
    return directories.allowedAt(place);
  }

  /** The capability at {@code place}, which is known. */
  public static Capability capability(ResolvedPath place) {
    return place.target().strongest().orElseThrow();
  }
}
