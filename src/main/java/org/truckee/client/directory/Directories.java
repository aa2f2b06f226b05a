package org.truckee.client.directory;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.client.limit.ClientLimits;
import org.truckee.client.limit.Limited;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;

/** The directories of every kind that this gateway can reach. */
public final class Directories {
  /** The most bytes of a table that is kept in one segment, and so written and read as a whole. */
  public static final int MAX_SEGMENT = 64 << 20;

  private final List<DirectoryKind> kinds;
  private volatile Consumer<Capability> door = anyone -> {};
  private volatile UnaryOperator<Directory> drives = UnaryOperator.identity();

  /** Puts {@code kinds} together; the first that knows a capability or a format is asked. */
  public Directories(List<DirectoryKind> kinds) {
    this.kinds = List.copyOf(kinds);
  }

  /**
   * From now on, a directory fails with the exception that {@code test} throws for its capability.
   */
  public void prohibit(Consumer<Capability> test) {
    door = test;
  }

  /**
   * From now on, a directory is opened as {@code ways} gives it: the root of a drive has its trash.
   */
  public void openDrives(UnaryOperator<Directory> ways) {
    drives = ways;
  }

  /**
   * The directory that {@code capability} reads or changes. Throws {@code BAD_CAP} if it is no such
   * capability. Asks nobody: the first use shows whether the directory is there.
   */
  public Directory open(Capability capability) {
    Directory directory = unguarded(capability);
    try {
      door.accept(capability);
      return drives.apply(directory);
    } catch (GridException prohibited) {
      return new ProhibitedDirectory(directory, prohibited);
    }
  }

  /** As {@link #directoryAt}; throws {@code FORBIDDEN} for a directory that is prohibited. */
  public Directory allowedAt(ResolvedPath place) {
    Directory directory = directoryAt(place);
    door.accept(directory.capability());
    return directory;
  }

  private Directory unguarded(Capability capability) {
    return kinds.stream()
        .flatMap(kind -> kind.open(capability).stream())
        .findFirst()
        .orElseThrow(
            () ->
                new GridException(
                    GridException.Kind.BAD_CAP, "this capability does not read a directory"));
  }

  /** Makes a directory that holds {@code children}; {@code NOT_ALLOWED} if none of that format. */
  public Future<Directory> create(DirectoryFormat format, List<Child> children) {
    return kind(format)
        .map(kind -> charge(1).compose(granted -> kind.create(format, children)))
        .orElseGet(() -> Future.failedFuture(notMadeHere()));
  }

  /** As {@link DirectoryKind#createNested}; {@code NOT_ALLOWED} if none of that format. */
  Future<List<Directory>> createNested(
      DirectoryFormat format, List<String> names, Optional<Edit> inside) {
    return kind(format)
        .map(
            kind ->
                charge(names.size() + 1)
                    .compose(granted -> kind.createNested(format, names, inside)))
        .orElseGet(() -> Future.failedFuture(notMadeHere()));
  }

  private static Future<Void> charge(int directories) {
    return ClientLimits.charge(Limited.DIRECTORIES, directories);
  }

  private Optional<DirectoryKind> kind(DirectoryFormat format) {
    return kinds.stream().filter(kind -> kind.formats().contains(format)).findFirst();
  }

  private static GridException notMadeHere() {
    return new GridException(
        GridException.Kind.NOT_ALLOWED, "directories of that format can't be made here");
  }

  /**
   * The place that {@code path} leads to from {@code root}. {@code NOT_FOUND} if a name is missing
   * on the way, {@code NOT_ALLOWED} if it goes through something that is no directory.
   */
  public Future<ResolvedPath> find(Capability root, List<String> path) {
    ResolvedPath start = ResolvedPath.root(ChildTarget.of(root));
    if (path.isEmpty()) return Future.succeededFuture(start);
    return Future.succeededFuture().compose(begun -> find(directoryAt(start), path));
  }

  /** The same from the directory {@code root} on; the path has at least one name. */
  public Future<ResolvedPath> find(Directory root, List<String> path) {
    Future<ResolvedPath> place = step(root, path.get(0));
    for (String name : path.subList(1, path.size()))
      place = place.compose(from -> step(directoryAt(from), name));
    return place;
  }

  private static Future<ResolvedPath> step(Directory directory, String name) {
    return directory
        .get(name)
        .map(child -> child.orElseThrow(() -> Edit.missing(name)))
        .map(child -> ResolvedPath.child(directory, child));
  }

  /** The directory at {@code place}; throws {@code NOT_ALLOWED} if something else is there. */
  public Directory directoryAt(ResolvedPath place) {
    return place
        .target()
        .strongest()
        .filter(capability -> place.target().kind() == ChildTarget.Kind.DIRECTORY)
        .map(this::open)
        .map(opened -> reached(place, opened))
        .orElseThrow(() -> notDirectory(place));
  }

  private static Directory reached(ResolvedPath place, Directory opened) {
    return place
        .parent()
        .map(parent -> parent.below(place.child().orElseThrow().name(), opened))
        .orElse(opened);
  }

  private static GridException notDirectory(ResolvedPath place) {
    return place
        .child()
        .filter(Child::isLost)
        .map(Child::failure)
        .orElseGet(
            () ->
                new GridException(
                    GridException.Kind.NOT_ALLOWED, "a path can only go on from a directory"));
  }

  /**
   * The directory that {@code path} leads to from {@code root}; missing directories are made. Two
   * users that make the same path at once end up in the same directories. {@code CONFLICT} if a
   * name on the way stands for something else.
   *
   * @param format how the directories are kept; empty for the usual one of each parent
   */
  public Future<Directory> make(
      Directory root, List<String> path, Optional<DirectoryFormat> format) {
    return new MissingDirectories(this).make(root, path, format);
  }

  /**
   * The way along {@code path} from {@code root} on, as far as it is there; {@code CONFLICT} if a
   * name on it stands for something else than a directory.
   */
  public Future<PartialWay> reach(Directory root, List<String> path) {
    return new MissingDirectories(this).reach(root, path);
  }

  /** Links {@code child} in {@code parent}; returns the earlier child of that name. */
  public static Future<Optional<Child>> put(
      Directory parent, String name, Directory child, Overwrite overwrite) {
    ChildTarget target = ChildTarget.of(child.capability());
    return parent
        .edit(List.of(new Edit.Put(name, target, Optional.empty(), overwrite)))
        .map(before -> before.get(0));
  }

  /** Returns whether both name the same directory, with any rights. */
  public static boolean isSame(Capability one, Capability other) {
    return one.equals(other)
        || (one.verifyCap().isPresent() && one.verifyCap().equals(other.verifyCap()));
  }

  /** The failure of a change to a directory that can only be read. */
  public static GridException readOnly() {
    return new GridException(
        GridException.Kind.FORBIDDEN, "this capability only reads the directory");
  }

  /** The failure of a change that would make such a table larger than its bound. */
  public static GridException tooLarge() {
    return new GridException(
        GridException.Kind.TOO_LARGE,
        "a directory in a file of one segment (SDMF) has at most "
            + MAX_SEGMENT
            + " bytes of entries",
        "one that is made with format=mdmf has no such bound");
  }
}
