package org.truckee.web.guard;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** {@code /vdrive/private}: for the gateway's owner only. */
public final class DriveDoor implements Handler<RoutingContext> {
  private final Owner owner;

  public DriveDoor(Owner owner) {
    this.owner = owner;
  }

  @Override
  public void handle(RoutingContext ctx) {
    owner.check(ctx.request(), "the private drive requires a local connection");
    ctx.next();
  }
}
