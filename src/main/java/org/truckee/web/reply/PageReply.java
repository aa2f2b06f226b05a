package org.truckee.web.reply;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import org.truckee.web.page.Page;
import org.truckee.web.page.Pages;

/** A page for people, with its status. */
public record PageReply(Pages pages, int status, Page page) implements Reply {
  /** A page of which nothing went wrong. */
  public PageReply(Pages pages, Page page) {
    this(pages, 200, page);
  }

  @Override
  public Future<Void> send(RoutingContext ctx) {
    pages.send(ctx, status, page);
    return Future.succeededFuture();
  }
}
