package org.truckee.web.reply;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import org.truckee.web.http.RootPath;
import org.truckee.web.http.SafeHeaders;

/** An answer to a request, ready to be sent. */
public interface Reply {
  /** The type of text, and of JSON as Tahoe sends it. */
  String PLAIN = "text/plain; charset=utf-8";

  /** Sends it; fails if it can't be sent whole. */
  Future<Void> send(RoutingContext ctx);

  /** A text for a program. */
  static Reply text(String text) {
    return text(200, PLAIN, text);
  }

  /** The capability of something that was found or made. */
  static Reply cap(int status, String uri) {
    return text(status, PLAIN, uri);
  }

  /** A text in memory. It may hold capabilities, so no cache keeps it. */
  static Reply text(int status, String type, String text) {
    return ctx ->
        SafeHeaders.data(ctx.response())
            .setStatusCode(status)
            .putHeader("Content-Type", type)
            .putHeader("Cache-Control", "no-store")
            .end(text);
  }

  /** Sends the user to {@code path}, which begins at the root of the gateway. */
  static Reply redirectTo(int status, String path) {
    return ctx -> redirect(status, RootPath.relative(ctx.request(), path)).send(ctx);
  }

  /** Sends the user to {@code location}, as it is. */
  static Reply redirect(int status, String location) {
    return ctx -> ctx.response().setStatusCode(status).putHeader("Location", location).end();
  }
}
