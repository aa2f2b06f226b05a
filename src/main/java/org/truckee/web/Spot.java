package org.truckee.web;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.Place;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildConflict;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;
import org.truckee.dirnode.Target;

/** A name in a directory, and the child that was there when it was looked for. */
record Spot(Directory parent, String name, Optional<Child> child) {
  /** The place that the child is; fails with {@code NOT_FOUND} if there is none. */
  Place place() {
    Child there = child.orElseThrow(() -> Edit.missing(name));
    return new Place(there.target(), Optional.of(parent), Optional.of(there));
  }

  /** Links {@code target} here. */
  Future<Void> link(Target target, Overwrite overwrite) {
    return refusing(
        parent.edit(List.of(new Edit.Put(name, target, Optional.empty(), overwrite))).mapEmpty());
  }

  /** Says that there is a child already if that is what an edit failed of. */
  static <T> Future<T> refusing(Future<T> edit) {
    return edit.recover(
        failure ->
            Future.failedFuture(
                failure instanceof ChildConflict conflict && conflict.present().isPresent()
                    ? taken()
                    : failure));
  }

  /** The failure of whoever must not replace what is there. */
  static GridException taken() {
    return new GridException(
        GridException.Kind.CONFLICT,
        "There was already a child by that name, and you asked me to not replace it.");
  }
}
