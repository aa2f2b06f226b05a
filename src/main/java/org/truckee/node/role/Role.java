package org.truckee.node.role;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import org.truckee.platform.measure.Monitored;

/** One part of a node's work for its user or for other nodes, on an event loop of its own. */
interface Role {
  /**
   * Opens the role on the current event loop. {@code shutdown} learns how to stop each started
   * part, also where the start fails in the end.
   */
  Future<?> open(Vertx vertx, Shutdown shutdown);

  /** The part of it that monitors look at, once it is open. */
  default Optional<Monitored> monitored() {
    return Optional.empty();
  }
}
