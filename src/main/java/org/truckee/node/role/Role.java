package org.truckee.node.role;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * What a node does for its user or for other nodes: one part of it, on an event loop of its own.
 */
interface Role {
  /**
   * Opens the role on the current event loop. {@code shutdown} learns how to stop what has been
   * started, also where the start fails in the end.
   */
  Future<?> open(Vertx vertx, Shutdown shutdown);
}
