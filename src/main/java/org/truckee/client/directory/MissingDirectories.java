package org.truckee.client.directory;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildConflict;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;

/**
 * The making of the directories that are missing on a path: they are made inside one another, some
 * of them at once, and the first is linked when these are there. A writer that was faster is
 * followed into the directory that it made.
 */
record MissingDirectories(Directories all) {
  /** The most directories that are made on one way. */
  private static final int MOST = 1000;

  /** The most that are made at once, since each may cost a key pair and a file of its own. */
  private static final int AT_ONCE = 32;

  /** The way along {@code path} from {@code from}; {@code CONFLICT} if a file is in the way. */
  Future<PartialWay> reach(Directory from, List<String> path) {
    if (path.isEmpty()) return Future.succeededFuture(new PartialWay(all, from, path));
    String name = path.get(0);
    return from.get(name)
        .compose(
            child ->
                child.isEmpty()
                    ? Future.succeededFuture(new PartialWay(all, from, bounded(path)))
                    : reach(from.below(name, present(child.get())), rest(path)));
  }

  private static List<String> bounded(List<String> missing) {
    if (missing.size() <= MOST) return missing;
    throw new GridException(
        GridException.Kind.BAD_REQUEST,
        "of the directories on a path, at most " + MOST + " can be missing");
  }

  private Directory present(Child child) {
    if (child.target().kind() == ChildTarget.Kind.DIRECTORY)
      return all.open(child.target().strongest().orElseThrow());
    throw new ChildConflict(
        "there is something else where a directory is needed", Optional.of(child));
  }

  private static List<String> rest(List<String> names) {
    return names.subList(1, names.size());
  }

  /** The directory at the end of {@code path}; missing ones are made in {@code format}. */
  Future<Directory> make(Directory from, List<String> path, Optional<DirectoryFormat> format) {
    return reach(from, path).compose(way -> make(way, format));
  }

  /** The directory at the end of {@code way}; missing ones are made in {@code format}. */
  Future<Directory> make(PartialWay way, Optional<DirectoryFormat> format) {
    return way.isWhole()
        ? Future.succeededFuture(way.reached())
        : lastPart(way, format)
            .compose(
                last ->
                    makeAll(last, format).recover(failure -> makeInOthers(failure, last, format)));
  }

  /** The same where nobody else is to make any of the last of {@code way} meanwhile. */
  Future<Directory> makeNew(PartialWay way, Optional<DirectoryFormat> format) {
    return lastPart(way, format).compose(last -> makeAll(last, format));
  }

  private Future<Directory> makeAll(PartialWay way, Optional<DirectoryFormat> format) {
    return add(way, format, Optional.empty()).map(made -> end(way, made));
  }

  /** The end of {@code way} that can be made at once; what is missing before it is made. */
  private Future<PartialWay> lastPart(PartialWay way, Optional<DirectoryFormat> format) {
    List<String> missing = way.missing();
    if (missing.size() <= AT_ONCE) return Future.succeededFuture(way);
    List<String> left = missing.subList(AT_ONCE, missing.size());
    return make(new PartialWay(all, way.reached(), missing.subList(0, AT_ONCE)), format)
        .compose(end -> lastPart(new PartialWay(all, end, left), format));
  }

  private static Directory end(PartialWay way, List<Directory> made) {
    Directory end = way.reached();
    for (int i = 0; i < made.size(); i++) end = end.below(way.missing().get(i), made.get(i));
    return end;
  }

  private Future<Directory> makeInOthers(
      Throwable failure, PartialWay way, Optional<DirectoryFormat> format) {
    return isOutrun(failure)
        ? make(way.reached(), way.missing(), format)
        : Future.failedFuture(failure);
  }

  /** Returns whether another writer has put something under the first missing name. */
  private static boolean isOutrun(Throwable failure) {
    return failure instanceof ChildConflict conflict && conflict.present().isPresent();
  }

  /** Makes {@code edit} in the directory at the end of {@code way}. */
  Future<Void> edit(PartialWay way, Edit edit) {
    if (way.isWhole()) return way.reached().edit(List.of(edit)).mapEmpty();
    return lastPart(way, Optional.empty()).compose(last -> editInNew(last, edit));
  }

  private Future<Void> editInNew(PartialWay way, Edit edit) {
    return add(way, Optional.empty(), Optional.of(edit))
        .<Void>mapEmpty()
        .recover(
            failure ->
                isOutrun(failure)
                    ? make(way.reached(), way.missing(), Optional.empty())
                        .compose(end -> end.edit(List.of(edit)).mapEmpty())
                    : Future.failedFuture(failure));
  }

  /** Makes the missing directories of {@code way}, with what {@code inside} links in the last. */
  private Future<List<Directory>> add(
      PartialWay way, Optional<DirectoryFormat> format, Optional<Edit> inside) {
    Directory parent = way.reached();
    if (!parent.isWritable()) return Future.failedFuture(Directories.readOnly());
    DirectoryFormat kept = format.orElse(parent.usualFormat());
    if (parent.canMake(kept)) return parent.make(way.missing(), inside);
    return Future.all(all.createNested(kept, rest(way.missing()), inside), parent.prepareEdit())
        .map(made -> made.<List<Directory>>resultAt(0))
        .compose(made -> link(way, made.get(0)).map(made));
  }

  private static Future<?> link(PartialWay way, Directory made) {
    return Directories.put(way.reached(), way.missing().get(0), made, Overwrite.NEVER);
  }
}
