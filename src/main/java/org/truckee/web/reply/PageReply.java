package org.truckee.web.reply;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import org.truckee.web.page.Page;
import org.truckee.web.page.Pages;

/** A page for people. */
public record PageReply(Pages pages, Page page) implements Reply {
  @Override
  public Future<Void> send(RoutingContext ctx) {
    pages.send(ctx, page);
    return Future.succeededFuture();
  }
}
