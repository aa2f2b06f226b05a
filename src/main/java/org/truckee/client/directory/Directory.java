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

  /**
   * The child of that name; the name is normalised here. Empty if there is none, and not merely
   * none in an earlier state of the directory: {@code UNHAPPY} if that can't be told.
   */
  Future<Optional<Child>> get(String name);

  /**
   * The same for somebody who is about to change the directory: the next edit of this object builds
   * on what was found, where that saves another look. {@code UNHAPPY} if another child may be there
   * in a newer state of the directory, which servers that do not answer may keep.
   */
  default Future<Optional<Child>> getToEdit(String name) {
    return get(name);
  }

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

  /** Looks at the directory, where that saves the next edit of this object a look of its own. */
  default Future<Void> prepareEdit() {
    return Future.succeededFuture();
  }

  /** Returns whether one step can make directories of {@code format} and link them here. */
  default boolean canMake(DirectoryFormat format) {
    return false;
  }

  /**
   * Makes directories called {@code names} as one step, where that is possible: the first in this
   * one, and each other in the one before; the last holds what {@code inside} links. Fails with a
   * {@link org.truckee.dirnode.ChildConflict} if the first name is taken here.
   */
  default Future<List<Directory>> make(List<String> names, Optional<Edit> inside) {
    throw new UnsupportedOperationException("no step makes and links directories");
  }

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

  /**
   * Notes that {@code child} is about to be linked elsewhere instead of here, where the past of the
   * directory is kept.
   */
  default Future<Void> noteMove(Child child) {
    return Future.succeededFuture();
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
