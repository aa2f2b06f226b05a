package org.truckee.node.role;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** A verticle that plays one role, and stops its parts in the reverse order of their start. */
final class RoleVerticle extends VerticleBase {
  private final Role role;
  private final Shutdown shutdown = new Shutdown(Shutdown.USUAL_MILLIS);

  RoleVerticle(Role role) {
    this.role = role;
  }

  @Override
  public Future<?> start() {
    return role.open(vertx, shutdown)
        .recover(failure -> stop().transform(stopped -> Future.failedFuture(failure)));
  }

  @Override
  public Future<?> stop() {
    return shutdown.run(vertx);
  }
}
