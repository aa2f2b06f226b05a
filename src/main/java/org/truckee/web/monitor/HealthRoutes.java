package org.truckee.web.monitor;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Supplier;
import org.truckee.web.reply.Reply;

/**
 * The answers to monitors and to balancers: {@code /metrics}, {@code /healthz} and {@code /readyz}.
 * Numbers and clauses only: no secret, no capability, no name that somebody chose.
 */
public final class HealthRoutes {
  private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

  private HealthRoutes() {}

  /** Adds all of them to {@code router}, which serves the admin port of a node. */
  public static void mount(Router router, NodeHealth health) {
    Reading.at(router, "/metrics").handler(ctx -> metrics(ctx, health));
    Reading.at(router, "/healthz").handler(ctx -> tell(ctx, "alive", health::defects));
    mountReady(router, health::troubles);
  }

  /** Adds {@code /readyz} alone, which says whether there are {@code troubles}. */
  public static void mountReady(Router router, Supplier<Future<List<String>>> troubles) {
    Reading.at(router, "/readyz").handler(ctx -> tell(ctx, "ready", troubles));
  }

  private static void metrics(RoutingContext ctx, NodeHealth health) {
    health.metrics().compose(text -> Reply.text(200, METRICS, text).send(ctx)).onFailure(ctx::fail);
  }

  private static void tell(
      RoutingContext ctx, String good, Supplier<Future<List<String>>> troubles) {
    troubles
        .get()
        .compose(
            all ->
                all.isEmpty()
                    ? Reply.text(good + "\n").send(ctx)
                    : Reply.text(503, Reply.PLAIN, "not " + good + ": " + sentence(all)).send(ctx))
        .onFailure(ctx::fail);
  }

  private static String sentence(List<String> clauses) {
    return String.join("; ", clauses) + "\n";
  }
}
