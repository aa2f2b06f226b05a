package org.truckee.web.view;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import org.truckee.web.reply.Reply;

/** A page that its reader has to see before the address in {@code when_done=}. */
public record ConfirmationPage(Reply page) implements Reply {
  @Override
  public Future<Void> send(RoutingContext ctx) {
    return page.send(ctx);
  }
}
