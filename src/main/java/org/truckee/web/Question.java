package org.truckee.web;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** A page that its reader has to see, wherever the form before it was to lead. */
record Question(Reply page) implements Reply {
  @Override
  public Future<Void> send(RoutingContext ctx) {
    return page.send(ctx);
  }
}
