package org.truckee.web;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.truckee.cap.Capability;

/** An answer that is sent with its {@link EntityTag}, and only on the conditions of its reader. */
record Tagged(State state, Reply reply) implements Reply {
  /** {@code reply}, which answers {@code t} about {@code cap}, under its tag if it has one. */
  static Reply of(Capability cap, String t, Reply reply) {
    return new Tagged(new State(EntityTag.of(cap, t), Optional.empty()), reply);
  }

  @Override
  public Future<Void> send(RoutingContext ctx) {
    Conditions conditions = Conditions.of(ctx.request());
    return Future.succeededFuture()
        .compose(
            begun -> {
              describe(ctx);
              conditions.check(Optional.of(state));
              return conditions.isKnown(state)
                  ? ctx.response().setStatusCode(304).end()
                  : reply.send(ctx);
            });
  }

  private void describe(RoutingContext ctx) {
    state.tag().ifPresent(tag -> ctx.response().putHeader("ETag", tag.quoted()));
    state
        .changed()
        .map(time -> DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC)))
        .ifPresent(time -> ctx.response().putHeader("Last-Modified", time));
  }
}
