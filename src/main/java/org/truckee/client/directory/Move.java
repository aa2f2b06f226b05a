package org.truckee.client.directory;

import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildName;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;

/** A child on its way to another name, another directory, or both. */
record Move(
    Directories all,
    Directory from,
    String name,
    Directory to,
    String newName,
    Overwrite overwrite) {
  Move {
    name = ChildName.normalise(name);
    newName = ChildName.normalise(newName);
    Objects.requireNonNull(overwrite, "overwrite");
  }

  /** Moves the present child; fails with {@code CONFLICT} if it is replaced meanwhile. */
  Future<Void> run() {
    return child().compose(child -> checkApart(child).compose(apart -> relink(child)));
  }

  /** As {@link #run}, where it is known already that nothing is moved into itself. */
  Future<Void> relinkAll() {
    return child().compose(this::relink);
  }

  private Future<Child> child() {
    if (!from.isWritable() || !to.isWritable()) return Future.failedFuture(Directories.readOnly());
    return from.getToEdit(name).map(child -> child.orElseThrow(() -> Edit.missing(name)));
  }

  /**
   * Returns whether the child stays reachable by the way it was reached before, as after a move
   * within one directory.
   */
  private Future<Void> checkApart(Child child) {
    if (child.target().kind() != ChildTarget.Kind.DIRECTORY) return Future.succeededFuture();
    if (Directories.isSame(from.capability(), to.capability())) return Future.succeededFuture();
    Directory moved = all.open(child.target().strongest().orElseThrow());
    return Inside.of(all, moved, to)
        .compose(
            inside -> inside ? Future.failedFuture(Inside.refused()) : Future.succeededFuture());
  }

  private Future<Void> relink(Child child) {
    if (child.isLost()) return Future.failedFuture(child.failure());
    boolean sameDirectory = from.capability().equals(to.capability());
    if (sameDirectory && name.equals(newName)) return Future.succeededFuture();
    Edit put = new Edit.Put(newName, child.target(), Optional.of(child.metadata()), overwrite);
    Edit remove = new Edit.Remove(name, new Edit.Expected.Exactly(child.target()));
    if (sameDirectory) return from.edit(List.of(put, remove)).mapEmpty();
    return from.noteMove(child).compose(noted -> relink(put, remove));
  }

  private Future<Void> relink(Edit put, Edit remove) {
    Directory old = from.withoutTrash();
    if (to.canEditWith(old)) return to.editWith(List.of(put), old, List.of(remove));
    return to.edit(List.of(put)).compose(linked -> old.edit(List.of(remove))).mapEmpty();
  }
}
