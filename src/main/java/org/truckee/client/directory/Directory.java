package org.truckee.client.directory;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.truckee.cap.Capability;
import org.truckee.cap.WriteCap;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.Edit;

/**
 * A directory of any kind, as the holder of one capability sees it. A reader sees no child's write
 * capability. Its entries have been checked against the capability; a table that is forged, or
 * older than one that was seen before, fails with {@code CORRUPT}.
 */
public interface Directory {
  /** The capability that it was opened with, which reads it or changes it. */
  Capability capability();

  /** Returns whether its holder can change it. */
  default boolean isWritable() {
    return capability() instanceof WriteCap;
  }

  /** Returns whether anybody can change it. */
  default boolean isMutable() {
    return capability().isMutable();
  }

  /** The child of that name, if there is one; the name is normalised here. */
  Future<Optional<Child>> get(String name);

  /**
   * All children, each once. Children that are added or removed meanwhile may or may not be among
   * them. They come in the order of their names where the directory is kept in a file, in any order
   * where it is kept by a vdrive server.
   */
  Listing list();

  /**
   * The children after {@code place}, which a listing of this directory has told: others may be
   * among them, and some may be missing, if the directory was changed since.
   */
  default Listing listAfter(String place) {
    return list();
  }

  /**
   * The bytes of its table, for counts: as of its last reading or change here, or as asked for now.
   */
  Future<Long> size();

  /**
   * Applies all of {@code edits}, or none if one of them fails, as one step. Returns the earlier
   * child of each name. {@code FORBIDDEN} if the capability only reads. Another writer in between
   * is no failure where the edits also fit its outcome; otherwise they fail with a {@link
   * org.truckee.dirnode.ChildConflict} or {@code NOT_FOUND}.
   */
  Future<List<Optional<Child>>> edit(List<Edit> edits);

  /** Returns whether one step can change both this directory and {@code other}. */
  default boolean canEditWith(Directory other) {
    return false;
  }

  /**
   * Applies {@code edits} here and {@code othersEdits} to {@code other} as one step, where that is
   * possible.
   */
  default Future<Void> editWith(List<Edit> edits, Directory other, List<Edit> othersEdits) {
    throw new UnsupportedOperationException("no step changes both directories");
  }

  /** The same directory, of which nothing that is taken away goes to a trash. */
  default Directory withoutTrash() {
    return this;
  }

  /** The directory {@code child}, which is reached from here by {@code name}. */
  default Directory below(String name, Directory child) {
    return child;
  }

  /**
   * A text that is another one after every change, so that an unchanged directory need not be
   * listed again; empty if there is none.
   */
  default Future<Optional<String>> state() {
    return Future.succeededFuture(Optional.empty());
  }

  /** The usual format of directories that are made in it. */
  DirectoryFormat usualFormat();
}
