package org.truckee.client.directory;

import io.vertx.core.Future;
import java.util.List;
import org.truckee.cap.Capability;
import org.truckee.dirnode.ChildName;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;

/** Moves of children from one directory to another one, among {@code all} directories. */
public record Moves(Directories all) {
  /**
   * Moves the child {@code name} of {@code from} to {@code to}, to be called {@code newName} there;
   * its metadata go along. The move is one step if both are one directory or are kept where one
   * step can change both; else the child is linked at its new place before it is removed from the
   * old one, so that after a failure it can be in both, but never in none. {@code CONFLICT} if
   * {@code to} is the directory that is moved, or can be reached from it.
   */
  public Future<Void> move(
      Directory from, String name, Directory to, String newName, Overwrite overwrite) {
    return new Move(all, from, name, to, newName, overwrite).run();
  }

  /**
   * The same where {@code to} is known to be reached by a way that does not go through the child,
   * as {@link #leadsThrough} tells.
   */
  public Future<Void> moveApart(
      Directory from, String name, Directory to, String newName, Overwrite overwrite) {
    return new Move(all, from, name, to, newName, overwrite).relinkAll();
  }

  /**
   * Returns whether {@code path}, from {@code root} on, goes by the link {@code name} of {@code
   * from}.
   */
  public Future<Boolean> leadsThrough(
      Capability root, List<String> path, Directory from, String name) {
    if (path.isEmpty()) return Future.succeededFuture(false);
    boolean link = ChildName.normalise(path.get(0)).equals(ChildName.normalise(name));
    if (link && Directories.isSame(root, from.capability())) return Future.succeededFuture(true);
    return all.open(root)
        .get(path.get(0))
        .map(child -> child.orElseThrow(() -> Edit.missing(path.get(0))))
        .map(child -> all.directoryAt(ResolvedPath.child(from, child)).capability())
        .compose(next -> leadsThrough(next, path.subList(1, path.size()), from, name));
  }
}
