package org.truckee.web;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** An answer to a request, ready to be sent. */
interface Reply {
  /** Sends it; fails if it can't be sent whole. */
  Future<Void> send(RoutingContext ctx);

  /** A text for a program. */
  static Reply text(String text) {
    return new TextReply(200, TextReply.PLAIN, text);
  }

  /** The capability of something that was found or made. */
  static Reply cap(int status, String uri) {
    return new TextReply(status, TextReply.PLAIN, uri);
  }

  /** A JSON text. */
  static Reply json(String text) {
    return new TextReply(200, TextReply.PLAIN, text);
  }

  /** Sends whoever asks to {@code location}. */
  static Reply redirect(int status, String location) {
    return ctx -> ctx.response().setStatusCode(status).putHeader("Location", location).end();
  }
}
