package org.truckee.web.reply;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.truckee.cap.Capability;
import org.truckee.web.http.Conditions;
import org.truckee.web.http.EntityTag;
import org.truckee.web.http.HttpDate;
import org.truckee.web.http.SafeHeaders;
import org.truckee.web.http.State;

/** An answer that is sent with its {@link EntityTag}, and only on the conditions of its reader. */
public record Tagged(State state, Reply reply) implements Reply {
  /** {@code reply}, which answers {@code t} about {@code cap}, under its tag if it has one. */
  public static Reply of(Capability cap, String t, Reply reply) {
    return new Tagged(new State(EntityTag.of(cap, t), Optional.empty()), reply);
  }

  /** {@code reply} on the conditions of its reader, under no tag unless it has one. */
  public static Reply onConditions(Reply reply) {
    return reply instanceof Tagged ? reply : new Tagged(State.UNKNOWN, reply);
  }

  @Override
  public Future<Void> send(RoutingContext ctx) {
    Conditions conditions = Conditions.of(ctx.request());
    return Future.succeededFuture()
        .compose(
            begun -> {
              describe(ctx);
              conditions.check(Optional.of(state));
              return conditions.isKnown(state) ? unchanged(ctx) : reply.send(ctx);
            });
  }

  /** Without the contents, but with what caches go by (RFC 9110, section 15.4.5). */
  private Future<Void> unchanged(RoutingContext ctx) {
    String caches = reply instanceof FileReply ? SafeHeaders.FILE_CACHE : "no-store";
    return ctx.response().setStatusCode(304).putHeader("Cache-Control", caches).end();
  }

  private void describe(RoutingContext ctx) {
    state.tag().ifPresent(tag -> ctx.response().putHeader("ETag", tag.quoted()));
    state
        .changed()
        .map(HttpDate::format)
        .ifPresent(time -> ctx.response().putHeader("Last-Modified", time));
  }
}
