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

  /** Nothing more comes, whether the walk reached its end or not: completes what is under way. */
  default Future<Void> finish() {
    return Future.succeededFuture();
  }
}
