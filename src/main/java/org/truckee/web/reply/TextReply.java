package org.truckee.web.reply;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import org.truckee.web.http.SafeHeaders;

/** A text in memory. It may hold capabilities, so it stays in nobody's cache. */
public record TextReply(int status, String type, String text) implements Reply {
  /** Text, and JSON as Tahoe sends it. */
  public static final String PLAIN = "text/plain; charset=utf-8";

  @Override
  public Future<Void> send(RoutingContext ctx) {
    return SafeHeaders.data(ctx.response())
        .setStatusCode(status)
        .putHeader("Content-Type", type)
        .end(text);
  }
}
