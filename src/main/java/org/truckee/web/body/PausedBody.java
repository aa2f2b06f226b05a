package org.truckee.web.body;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * A step of every request that pauses its body, since handlers answer later and until then nothing
 * may be lost of it. The rest that an answer leaves unread is discarded, since many clients read
 * the answer only after they have sent all.
 */
public final class PausedBody implements Handler<RoutingContext> {
  @Override
  public void handle(RoutingContext ctx) {
    ctx.request().pause();
    ctx.addHeadersEndHandler(answered -> discardRest(ctx.request()));
    ctx.next();
  }

  private static void discardRest(HttpServerRequest request) {
    if (!request.isEnded()) request.handler(null).endHandler(null).exceptionHandler(null).resume();
  }
}
