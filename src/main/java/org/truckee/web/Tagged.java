package org.truckee.web;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.truckee.cap.Capability;

/** An answer that is sent with its {@link EntityTag}, and only to those who do not have it. */
record Tagged(EntityTag tag, Reply reply) implements Reply {
  /** {@code reply}, which answers {@code t} about {@code cap}, under its tag if it has one. */
  static Reply of(Capability cap, String t, Reply reply) {
    Optional<EntityTag> tag = EntityTag.of(cap, t);
    return tag.isPresent() ? new Tagged(tag.get(), reply) : reply;
  }

  @Override
  public Future<Void> send(RoutingContext ctx) {
    ctx.response().putHeader("ETag", tag.text());
    return tag.isKnownTo(ctx.request()) ? ctx.response().setStatusCode(304).end() : reply.send(ctx);
  }
}
