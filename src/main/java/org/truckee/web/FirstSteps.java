package org.truckee.web;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.truckee.client.pool.Client;
import org.truckee.web.guard.AllowedMethods;
import org.truckee.web.guard.Proxies;
import org.truckee.web.monitor.GatewayMonitor;
import org.truckee.web.record.RequestRecord;
import org.truckee.web.statistics.Statistics;

/**
 * The steps of every request before any rule looks at it: whom it is served for, and what is to be
 * known of it afterwards, and told with its answer, whatever that is.
 *
 * @param proxies the proxies that are believed about the sender
 * @param statistics counts it
 * @param monitor measures it, if the gateway is watched
 * @param record records it, if a record is kept
 */
record FirstSteps(
    Proxies proxies,
    Statistics statistics,
    Optional<GatewayMonitor> monitor,
    Optional<RequestRecord> record) {
  /** Adds them to {@code router}, which has no others yet. */
  void mount(Router router) {
    router.route().handler(this::bind);
    router.route().handler(statistics::count);
    monitor.ifPresent(watching -> router.route().handler(watching.requests()));
    record.ifPresent(keeping -> router.route().handler(keeping));
    router.route().handler(new AllowedMethods(router));
  }

  /** All that a request leads to is done for the client that sent it. */
  private void bind(RoutingContext ctx) {
    Client client = proxies.client(ctx.request());
    client.bind();
    monitor.ifPresent(watching -> watching.visitors().note(client));
    ctx.next();
  }
}
