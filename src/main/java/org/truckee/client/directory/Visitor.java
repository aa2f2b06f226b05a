package org.truckee.client.directory;

import io.vertx.core.Future;

/**
 * Who is shown everything that a walk comes by. The walk waits for it, and a failure of its ends
 * the walk: that is how one who has gone away stops it.
 */
public interface Visitor {
  /** Something is there. Of a directory: before its children. */
  Future<Void> visit(Visit visit);

  /**
   * A directory's children have been listed: {@code children} of them, kept in {@code size} bytes.
   */
  default void listed(Visit directory, long children, long size) {}

  /**
   * What {@code visit} is can't be read, or is stored wrongly: the walk goes on without what may be
   * below it.
   */
  default Future<Void> unreadable(Visit visit, Throwable failure) {
    return Future.succeededFuture();
  }

  /** Nothing more comes, whether the walk reached its end or not: completes what is under way. */
  default Future<Void> finish() {
    return Future.succeededFuture();
  }
}
