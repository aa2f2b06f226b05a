package org.truckee.web;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code /robots.txt}: a capability that a search engine finds is everybody's, so none may look.
 * People's own copying programs may, and pass over links that are marked {@code nofollow}.
 */
final class Robots implements Handler<RoutingContext> {
  private static final String RULES =
      """
      User-agent: Wget
      Disallow: /status
      Disallow: /operations

      User-agent: *
      Disallow: /
      """;

  @Override
  public void handle(RoutingContext ctx) {
    Reply.text(RULES).send(ctx).onFailure(ctx::fail);
  }
}
