package org.truckee.testing.faults;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.truckee.testing.grid.TestServer;

/**
 * The ways in which a {@link TestServer} can misbehave. Requests that a fault does not concern are
 * served as usual.
 */
public final class Faults {
  private Faults() {}

  /** Never answers. */
  public static Handler<RoutingContext> stall() {
    return ctx -> {};
  }

  /** Serves a request only once {@code gate} is open. */
  public static Handler<RoutingContext> waitFor(Future<?> gate) {
    return waitFor(gate, RoutingContext::next);
  }

  /** Misbehaves by {@code fault} once {@code gate} is open. */
  public static Handler<RoutingContext> waitFor(Future<?> gate, Handler<RoutingContext> fault) {
    return ctx -> {
      Context own = ctx.vertx().getOrCreateContext();
      gate.onComplete(open -> own.runOnContext(now -> fault.handle(ctx)));
    };
  }

  /** Serves everything, but late. */
  public static Handler<RoutingContext> slow(long millis) {
    return ctx -> ctx.vertx().setTimer(millis, late -> ctx.next());
  }

  /** Answers with {@code status} and nothing else. */
  public static Handler<RoutingContext> status(int status) {
    return answer(status, Buffer.buffer());
  }

  /** Answers with {@code status} and {@code body}. */
  public static Handler<RoutingContext> answer(int status, Buffer body) {
    return ctx -> {
      ctx.request().resume();
      ctx.response().setStatusCode(status).end(body);
    };
  }

  /** Breaks the connection off without an answer. */
  public static Handler<RoutingContext> hangUp() {
    return ctx -> ctx.request().connection().close();
  }

  /** Begins an answer of 1000 bytes and breaks the connection off after ten. */
  public static Handler<RoutingContext> breakOff() {
    return ctx -> {
      HttpServerResponse response = ctx.response().setStatusCode(206);
      response.putHeader("Content-Length", "1000");
      response
          .write(Buffer.buffer(new byte[10]))
          .onComplete(sent -> ctx.request().connection().close());
    };
  }

  /** Begins an answer of 1000 bytes and falls silent after ten. */
  public static Handler<RoutingContext> fallSilent() {
    return ctx -> {
      HttpServerResponse response = ctx.response().setStatusCode(206);
      response.putHeader("Content-Length", "1000").write(Buffer.buffer(new byte[10]));
    };
  }

  /** Misbehaves by {@code fault} once {@code count} requests have been served. */
  public static Handler<RoutingContext> after(int count, Handler<RoutingContext> fault) {
    AtomicInteger served = new AtomicInteger();
    return when(ctx -> served.getAndIncrement() >= count, fault);
  }

  /** Misbehaves by {@code fault} in the next {@code count} requests. */
  public static Handler<RoutingContext> first(int count, Handler<RoutingContext> fault) {
    AtomicInteger left = new AtomicInteger(count);
    return when(ctx -> left.getAndDecrement() > 0, fault);
  }

  /** Misbehaves by {@code fault} when a share is read. */
  public static Handler<RoutingContext> onRead(Handler<RoutingContext> fault) {
    return when(ctx -> isShare(ctx) && ctx.request().method().equals(HttpMethod.GET), fault);
  }

  /** Misbehaves by {@code fault} when asked for its shares. */
  public static Handler<RoutingContext> onList(Handler<RoutingContext> fault) {
    return when(ctx -> ctx.request().path().endsWith("/shares"), fault);
  }

  /** Misbehaves by {@code fault} when asked for room for shares. */
  public static Handler<RoutingContext> onAllocate(Handler<RoutingContext> fault) {
    return when(ctx -> ctx.request().method().equals(HttpMethod.POST) && !isShare(ctx), fault);
  }

  /** Misbehaves by {@code fault} when a share is written, or comes whole. */
  public static Handler<RoutingContext> onWrite(Handler<RoutingContext> fault) {
    return when(ctx -> ctx.request().method().equals(HttpMethod.PATCH) || isWholeShare(ctx), fault);
  }

  private static boolean isWholeShare(RoutingContext ctx) {
    return ctx.request().method().equals(HttpMethod.PUT) && isShare(ctx);
  }

  /** Misbehaves by {@code fault} in the requests for which {@code condition} holds. */
  public static Handler<RoutingContext> when(
      Predicate<RoutingContext> condition, Handler<RoutingContext> fault) {
    return ctx -> {
      if (condition.test(ctx)) fault.handle(ctx);
      else ctx.next();
    };
  }

  private static boolean isShare(RoutingContext ctx) {
    return ctx.request().path().matches("/storage/v1/immutable/[a-z2-7]+/[0-9]+");
  }
}
