package org.truckee.protocol.port;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to one port. Those beyond its {@link PortLimits} are closed at once, and so are
 * those on which no request is under way for too long: a head of which a byte comes now and then
 * does not keep its connection, and a body that comes too slowly ends it. As the first handler of a
 * router it notes which requests are under way; how long one may take beyond its body is for its
 * own handler to say. Event loop only.
 */
public final class OpenConnections implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(OpenConnections.class);
  private static final int LOOKS_PER_LIMIT = 15;

  private final Vertx vertx;
  private final PortLimits limits;
  private final Map<HttpConnection, Integer> underWay = new HashMap<>();
  private final Map<HttpConnection, Long> idleSince = new LinkedHashMap<>();
  private final Map<String, Integer> byAddress = new HashMap<>();
  private final ArrivingBodies bodies;
  private boolean full;
  private long timer = -1;

  /** Knows no connection yet. */
  public OpenConnections(Vertx vertx, PortLimits limits) {
    this.vertx = vertx;
    this.limits = limits;
    this.bodies = new ArrivingBodies(limits.body());
  }

  /** Looks after the connections of {@code server} from now on. */
  public HttpServer watch(HttpServer server) {
    if (timer < 0)
      timer = vertx.setPeriodic(Math.max(1, limits.idleMillis() / LOOKS_PER_LIMIT), look -> look());
    return server.connectionHandler(this::opened);
  }

  /** Looks after them no more. */
  public void close() {
    vertx.cancelTimer(timer);
  }

  /** How many there are. */
  public int size() {
    return underWay.size();
  }

  private void opened(HttpConnection connection) {
    String address = address(connection);
    if (underWay.size() >= limits.connections()
        || byAddress.getOrDefault(address, 0) >= limits.connectionsPerAddress()) {
      if (!full) LOG.warn("a port has as many connections as it bears; more are closed");
      full = true;
      connection.close();
      return;
    }
    byAddress.merge(address, 1, Integer::sum);
    underWay.put(connection, 0);
    idleSince.put(connection, now());
    connection.closeHandler(closed -> closed(connection, address));
  }

  private void closed(HttpConnection connection, String address) {
    underWay.remove(connection);
    idleSince.remove(connection);
    byAddress.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
    full = false;
  }

  @Override
  public void handle(RoutingContext ctx) {
    HttpConnection connection = ctx.request().connection();
    if (underWay.computeIfPresent(connection, (same, count) -> count + 1) != null) {
      idleSince.remove(connection);
      ctx.addEndHandler(ended -> ended(connection));
    }
    bodies.add(ctx);
    ctx.next();
  }

  private void ended(HttpConnection connection) {
    Integer left = underWay.computeIfPresent(connection, (same, count) -> Math.max(0, count - 1));
    if (left != null && left == 0) idleSince.put(connection, now());
  }

  private void look() {
    bodies.look();
    closeIdle();
  }

  /** The longest idle ones come first. */
  private void closeIdle() {
    long end = now() - limits.idleMillis();
    for (Map.Entry<HttpConnection, Long> idle : List.copyOf(idleSince.entrySet())) {
      if (idle.getValue() > end) return;
      idleSince.remove(idle.getKey());
      idle.getKey().close();
    }
  }

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }

  private static String address(HttpConnection connection) {
    return connection.remoteAddress() == null
        ? ""
        : String.valueOf(connection.remoteAddress().hostAddress());
  }
}
