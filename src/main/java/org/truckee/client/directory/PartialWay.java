package org.truckee.client.directory;

import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.truckee.dirnode.Edit;

/**
 * A way along a path, as far as it is there.
 *
 * @param reached the directory that it leads to
 * @param missing the names from there on, of which the first is not there; none if the way is whole
 */
public record PartialWay(Directories all, Directory reached, List<String> missing) {
  /** Takes a copy. */
  public PartialWay {
    Objects.requireNonNull(all, "all");
    Objects.requireNonNull(reached, "reached");
    missing = List.copyOf(missing);
  }

  /** Returns whether all of its directories are there. */
  public boolean isWhole() {
    return missing.isEmpty();
  }

  /**
   * The directory at the end, where missing ones are made, in {@code format} or the usual one; or
   * else those that others made meanwhile.
   */
  public Future<Directory> make(Optional<DirectoryFormat> format) {
    return new MissingDirectories(all).make(this, format);
  }

  /** Makes the missing directories; fails with a {@code ChildConflict} if others were faster. */
  public Future<Directory> makeNew() {
    return new MissingDirectories(all).makeNew(this, Optional.empty());
  }

  /**
   * Makes {@code edit} in the directory at the end. Missing directories are made with it, and the
   * first of them is linked when all is there, so that nothing is left half done; but of many, the
   * first ones are made before.
   */
  public Future<Void> edit(Edit edit) {
    return new MissingDirectories(all).edit(this, edit);
  }
}
