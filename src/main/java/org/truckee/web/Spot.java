package org.truckee.web;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.Place;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildConflict;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;
import org.truckee.dirnode.Target;
import org.truckee.web.page.Amount;

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

  /** Says what is there now if an edit failed of that. */
  static <T> Future<T> refusing(Future<T> edit) {
    return edit.recover(
        failure ->
            Future.failedFuture(
                failure instanceof ChildConflict conflict && conflict.present().isPresent()
                    ? met(conflict.getMessage(), conflict.present().get())
                    : failure));
  }

  /** The failure of whoever must not replace {@code there}. */
  static GridException taken(Child there) {
    return met(Edit.TAKEN, there);
  }

  private static GridException met(String reason, Child there) {
    return new GridException(
        GridException.Kind.CONFLICT, reason + "; what is there now is " + thing(there.target()));
  }

  private static String thing(Target target) {
    Optional<Capability> cap = target.strongest();
    boolean changes = cap.filter(Capability::isMutable).isPresent();
    return switch (target.kind()) {
      case DIRECTORY -> changes ? "a directory" : "a directory that never changes";
      case UNKNOWN -> "something that this gateway does not know";
      case FILE ->
          changes
              ? "a file that can be changed"
              : cap.map(NodeJson::size)
                  .filter(OptionalLong::isPresent)
                  .map(size -> "a file of " + Amount.of(size.getAsLong(), "byte"))
                  .orElse("a file");
    };
  }
}
