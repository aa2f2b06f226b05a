package org.truckee.web.view;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import org.truckee.web.reply.Reply;

/** A page that its reader has to see, wherever the form before it was to lead. */
public record ConfirmationPage(Reply page) implements Reply {
  @Override
  public Future<Void> send(RoutingContext ctx) {
    return page.send(ctx);
  }
}
