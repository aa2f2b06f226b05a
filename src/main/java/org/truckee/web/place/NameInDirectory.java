package org.truckee.web.place;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.PartialWay;
import org.truckee.client.directory.ResolvedPath;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildConflict;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;
import org.truckee.web.http.Conditions;
import org.truckee.web.json.NodeJson;
import org.truckee.web.page.Amount;

/**
 * A name in a directory, and the child that was there when it was looked for.
 *
 * @param way the way to the directory, if some of it was not there: it is made with the link
 * @param parent the directory, or the last one on the way to it that was there
 * @param exact whether the child has to be the same still when it is replaced or removed
 */
public record NameInDirectory(
    Optional<PartialWay> way, Directory parent, String name, Optional<Child> child, boolean exact) {
  public NameInDirectory(Directory parent, String name, Optional<Child> child) {
    this(Optional.empty(), parent, name, child, false);
  }

  /** A name in a directory that is not there. */
  static NameInDirectory at(PartialWay way, String name) {
    return new NameInDirectory(Optional.of(way), way.reached(), name, Optional.empty(), false);
  }

  /** The same name under the sender's {@code conditions}, which the found child meets. */
  public NameInDirectory on(Conditions conditions) {
    return new NameInDirectory(way, parent, name, child, conditions.any());
  }

  /** The place of the child; fails with {@code NOT_FOUND} if there is none. */
  public ResolvedPath place() {
    Child there = child.orElseThrow(() -> Edit.missing(name));
    return new ResolvedPath(there.target(), Optional.of(parent), Optional.of(there));
  }

  /** Links {@code target} here; fails with the present child if another writer was faster. */
  public Future<Void> link(ChildTarget target, Overwrite overwrite) {
    if (overwrite == Overwrite.NEVER && child.isPresent()) return Future.failedFuture(taken());
    Edit.Put put = new Edit.Put(name, target, Optional.empty(), overwrite);
    Edit edit = exact ? new Edit.Exchange(put, child.map(Child::target)) : put;
    return edit(edit);
  }

  /** Removes the link. */
  public Future<Void> unlink() {
    Edit.Expected expected =
        exact ? new Edit.Expected.Exactly(place().target()) : Edit.Expected.ANYTHING;
    return edit(new Edit.Remove(name, expected));
  }

  private Future<Void> edit(Edit edit) {
    return way.map(partial -> partial.edit(edit))
        .orElseGet(() -> parent.edit(List.of(edit)).mapEmpty())
        .recover(failure -> Future.failedFuture(told(failure)));
  }

  /** The names from {@link #parent} to the child. */
  public List<String> path() {
    List<String> path = new ArrayList<>(way.map(PartialWay::missing).orElse(List.of()));
    path.add(name);
    return path;
  }

  private Throwable told(Throwable failure) {
    return exact && failure instanceof ChildConflict
        ? Conditions.failed("it was changed by somebody else at the same moment")
        : outrun(failure);
  }

  /** The outcome of an {@code edit} of names that nobody looked at before: some may be taken. */
  public static <T> Future<T> unseen(Future<T> edit) {
    return edit.recover(
        failure -> Future.failedFuture(ChildConflict.isTaken(failure) ? taken() : outrun(failure)));
  }

  /**
   * The failure of a sender that may replace nothing, where a child was there from the beginning;
   * Tahoe's words.
   */
  public static GridException taken() {
    return new GridException(GridException.Kind.CONFLICT, ChildConflict.TAKEN + ".");
  }

  private static Throwable outrun(Throwable failure) {
    return failure instanceof ChildConflict conflict && conflict.present().isPresent()
        ? conflict.and("what is there now is " + thing(conflict.present().get().target()))
        : failure;
  }

  private static String thing(ChildTarget target) {
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
