package org.truckee.client.directory;

import io.vertx.core.Future;
import org.truckee.dirnode.Child;

/**
 * The receiver of everything that a walk visits. The walk waits for it, and its failure ends the
 * walk, for example when the reader of an answer has gone away.
 */
public interface Visitor {
  /** A thing is there; a directory comes before its children. */
  Future<Void> visit(Visit visit);

  /** Returns whether {@code child} of {@code directory} is passed over, with all below it. */
  default boolean passesOver(Visit directory, Child child) {
    return false;
  }

  /**
   * A directory's children have been listed: {@code children} of them, kept in {@code size} bytes.
   */
  default void listed(Visit directory, long children, long size) {}

  /** The thing can't be read, or is damaged: the walk goes on without the things below it. */
  default Future<Void> unreadable(Visit visit, Throwable failure) {
    return Future.succeededFuture();
  }

  /** Nothing more comes, after the walk's end or its failure: completes the steps under way. */
  default Future<Void> finish() {
    return Future.succeededFuture();
  }
}
