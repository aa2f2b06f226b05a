package org.truckee.protocol.message;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureLog;
import org.truckee.FailureText;
import org.truckee.GridException;

/**
 * A node's answer to a peer about a failure: a status and one sentence. This is the only place
 * where roles that talk to nodes know HTTP's statuses. A failure that nobody foresaw is logged
 * here, and its peer learns no more than that there was one. A handler whose peers expect a {@code
 * Content-Type} even of a failure sets it before.
 */
public final class ErrorReply implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorReply.class);

  private final FailureLog failures = new FailureLog(LOG);

  @Override
  public void handle(RoutingContext ctx) {
    HttpServerResponse response = ctx.response();
    if (response.ended() || response.closed()) return;
    if (response.headWritten()) {
      response.reset();
      return;
    }
    discardBody(ctx.request());
    int status = status(ctx);
    if (status == 500 && !(ctx.failure() instanceof GridException))
      LOG.error("{} {} failed", ctx.request().method(), ctx.currentRoute(), ctx.failure());
    else if (status >= 500 && ctx.failure() != null)
      failures.note(status, FailureText.sentence(ctx.failure()));
    if (!response.headers().contains("Content-Type"))
      response.putHeader("Content-Type", "text/plain; charset=utf-8");
    if (ctx.failure() instanceof GridException failure) RetryAfter.tell(response, failure);
    response.setStatusCode(status).end(sentence(ctx, status));
  }

  /** Discards the rest of the peer's body, so that the peer gets to reading the answer. */
  private static void discardBody(HttpServerRequest request) {
    if (!request.isEnded()) request.handler(null).endHandler(null).exceptionHandler(null).resume();
  }

  private static int status(RoutingContext ctx) {
    if (ctx.failure() instanceof GridException failure)
      return FailureStatus.of(failure.kind()).toNodes();
    return ctx.failure() == null && ctx.statusCode() > 0 ? ctx.statusCode() : 500;
  }

  private static String sentence(RoutingContext ctx, int status) {
    if (ctx.failure() instanceof GridException failure) return FailureText.sentence(failure) + "\n";
    return status == 500 ? "internal error\n" : "";
  }
}
