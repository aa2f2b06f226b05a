package org.truckee.web.reply;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import org.truckee.web.http.RootPath;

/** An answer to a request, ready to be sent. */
public interface Reply {
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

  /** Sends whoever asks to {@code path}, which begins at the root of the gateway. */
  static Reply redirectTo(int status, String path) {
    return ctx -> redirect(status, RootPath.relative(ctx.request(), path)).send(ctx);
  }

  /** Sends whoever asks to {@code location}, as it is. */
  static Reply redirect(int status, String location) {
    return ctx -> ctx.response().setStatusCode(status).putHeader("Location", location).end();
  }
}
