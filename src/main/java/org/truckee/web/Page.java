package org.truckee.web;

import io.vertx.ext.web.RoutingContext;

/**
 * A page for people: {@code body} is HTML, in which everything that comes from elsewhere has been
 * escaped.
 */
record Page(String title, String body) {
  void send(RoutingContext ctx) {
    ctx.response()
        .putHeader("Content-Type", "text/html; charset=utf-8")
        .putHeader(
            "Content-Security-Policy", "default-src 'none'; style-src 'self'; form-action 'self'")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Cache-Control", "no-store")
        .end(toHtml());
  }

  private String toHtml() {
    return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s - Truckee</title>
        <link rel="stylesheet" href="/static/truckee.css">
        </head>
        <body>
        <main>
        %s</main>
        </body>
        </html>
        """
        .formatted(WebText.escape(title), body);
  }
}
