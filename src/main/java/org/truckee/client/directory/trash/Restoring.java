package org.truckee.client.directory.trash;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.client.directory.Directories;
import org.truckee.client.directory.Directory;
import org.truckee.dirnode.ChildConflict;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;

/**
 * Brings children of a trash back: each is linked at its place first, and then noted as back.
 * Missing directories on the way are made. What is replaced there goes to the trash itself.
 */
public final class Restoring {
  private final Directories directories;
  private final Capability root;
  private final Trash trash;

  /** Restores from {@code trash} to the drive below {@code root}. */
  Restoring(Directories directories, Capability root, Trash trash) {
    this.directories = directories;
    this.root = root;
    this.trash = trash;
  }

  /**
   * Brings back the child of the entry {@code id}, to the path {@code to} or else to the place
   * where it was; returns the path. {@code CONFLICT} if something else has its name there, and
   * {@code overwrite} says that it stays.
   */
  public Future<List<String>> restore(String id, Optional<List<String>> to, Overwrite overwrite) {
    return trash.get(id).compose(entry -> restore(entry, path(entry, to), overwrite));
  }

  private static List<String> path(TrashEntry entry, Optional<List<String>> to) {
    List<String> path = to.or(entry::path).orElseThrow(Restoring::noPlace);
    if (path.isEmpty() || Trash.isName(path.get(0))) throw badPlace();
    return path;
  }

  private Future<List<String>> restore(TrashEntry entry, List<String> path, Overwrite overwrite) {
    if (entry.child().isLost()) return Future.failedFuture(entry.child().failure());
    int last = path.size() - 1;
    return directories
        .make(directories.open(root), path.subList(0, last), Optional.empty())
        .compose(parent -> link(parent, path.get(last), entry, overwrite))
        .compose(linked -> trash.noteBack(List.of(entry)))
        .map(path);
  }

  private static Future<Void> link(
      Directory parent, String name, TrashEntry entry, Overwrite overwrite) {
    Edit put =
        new Edit.Put(
            name, entry.child().target(), Optional.of(entry.child().metadata()), overwrite);
    return parent
        .edit(List.of(put))
        .<Void>mapEmpty()
        .recover(failure -> isThere(failure, entry) ? Future.succeededFuture() : taken(failure));
  }

  /** Returns whether somebody else has brought the same child back. */
  private static boolean isThere(Throwable failure, TrashEntry entry) {
    return failure instanceof ChildConflict conflict
        && conflict
            .present()
            .filter(child -> child.target().equals(entry.child().target()))
            .isPresent();
  }

  private static Future<Void> taken(Throwable failure) {
    return Future.failedFuture(
        failure instanceof ChildConflict
            ? new GridException(
                GridException.Kind.CONFLICT,
                "something else has that name now",
                "name another place for what is in the trash, or have it replaced")
            : failure);
  }

  private static GridException noPlace() {
    return new GridException(
        GridException.Kind.BAD_REQUEST,
        "the entry of the trash does not tell where its file or directory was",
        "name a place for it");
  }

  private static GridException badPlace() {
    return new GridException(
        GridException.Kind.BAD_REQUEST, "the trash is no place to bring something back to");
  }
}
