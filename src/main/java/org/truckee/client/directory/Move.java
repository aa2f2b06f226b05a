package org.truckee.client.directory;

import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildConflict;
import org.truckee.dirnode.ChildName;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;

/** A child on its way to another name, another directory, or both. */
record Move(Directory from, String name, Directory to, String newName, Overwrite overwrite) {
  Move {
    name = ChildName.normalise(name);
    newName = ChildName.normalise(newName);
    Objects.requireNonNull(overwrite, "overwrite");
  }

  /** Moves what is there now; fails with {@code CONFLICT} if it is replaced meanwhile. */
  Future<Void> run() {
    if (!from.isWritable() || !to.isWritable()) return Future.failedFuture(Directories.readOnly());
    return from.get(name)
        .map(child -> child.orElseThrow(() -> Edit.missing(name)))
        .compose(this::relink);
  }

  private Future<Void> relink(Child child) {
    if (child.isLost()) return Future.failedFuture(lost(child));
    boolean sameDirectory = from.capability().equals(to.capability());
    if (sameDirectory && name.equals(newName)) return Future.succeededFuture();
    Edit put = new Edit.Put(newName, child.target(), Optional.of(child.metadata()), overwrite);
    Edit remove = new Edit.Remove(name, new Edit.Expected.Exactly(child.target()));
    if (sameDirectory) return from.edit(List.of(put, remove)).mapEmpty();
    return to.editWith(List.of(put), from, List.of(remove))
        .orElseGet(
            () -> to.edit(List.of(put)).compose(linked -> from.edit(List.of(remove))).mapEmpty());
  }

  private static GridException lost(Child child) {
    return new ChildConflict(
        "the entry is damaged: it can't be moved, only replaced or removed", Optional.of(child));
  }
}
