package org.truckee.node.role;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.truckee.node.metrics.NodeMonitor;

/**
 * The verticles that are deployed for one node: those of its roles and of its ports. Event loop
 * only.
 *
 * @param shutdown stops them in the reverse order
 * @param monitor watches those that are up
 */
record Deployment(Vertx vertx, Shutdown shutdown, NodeMonitor monitor) {
  /** Deploys {@code role}, called {@code name} in the log. */
  Future<Void> deploy(String name, Role role) {
    return vertx
        .deployVerticle(new RoleVerticle(role))
        .onSuccess(id -> shutdown.add(name, () -> vertx.undeploy(id)))
        .onSuccess(id -> role.monitored().ifPresent(part -> monitor.watch(name, part)))
        .mapEmpty();
  }
}
