package org.truckee.protocol.port;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.platform.Timers;
import org.truckee.platform.measure.MetricSink;

/**
 * The connections to one port. Those beyond its {@link PortLimits} are closed at once, and so are
 * those on which no request is under way for too long: a head that drips does not keep its
 * connection, and a body that comes too slowly ends it. As the first handler of a router it notes
 * which requests are under way; the handler of a request bounds the time beyond its body.
 * Thread-safe: the servers that share a port share this too, and each connection is looked at on
 * the event loop that serves it.
 */
public final class OpenConnections implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(OpenConnections.class);
  private static final int LOOKS_PER_LIMIT = 15;

  private final Timers timers;
  private final PortLimits limits;
  private final Map<HttpConnection, OpenConnection> all = new ConcurrentHashMap<>();
  private final Map<String, Integer> byAddress = new HashMap<>();
  private final ArrivingBodies bodies;
  private int count;
  private boolean full;
  private Optional<Runnable> stopLooking = Optional.empty();

  /** Makes a set that knows no connection yet. */
  public OpenConnections(Vertx vertx, PortLimits limits) {
    this.timers = Timers.of(vertx);
    this.limits = limits;
    this.bodies = new ArrivingBodies(timers, limits.body());
  }

  /** Looks after the connections of {@code server} from now on. */
  public HttpServer watch(HttpServer server) {
    return watch(server, connection -> true);
  }

  /** The same, for a server to which only {@code wanted} connections are let in. */
  public synchronized HttpServer watch(HttpServer server, Predicate<HttpConnection> wanted) {
    long period = Math.max(1, limits.idleMillis() / LOOKS_PER_LIMIT);
    if (stopLooking.isEmpty()) stopLooking = Optional.of(timers.every(period, this::look));
    return server.connectionHandler(connection -> opened(connection, wanted));
  }

  /** Looks after them no more. */
  public synchronized void close() {
    stopLooking.ifPresent(Runnable::run);
  }

  /** The number of connections. */
  public int size() {
    return all.size();
  }

  /** Tells {@code sink} their number, as that of {@code port}. */
  public Future<Void> tell(MetricSink sink, String port) {
    sink.gauge("truckee_port_connections", "Open connections", size(), "port", port);
    return Future.succeededFuture();
  }

  private void opened(HttpConnection connection, Predicate<HttpConnection> wanted) {
    String address = address(connection);
    if (!wanted.test(connection) || !letIn(address)) {
      connection.close();
      return;
    }
    MalformedBodies.answer(connection);
    all.put(connection, new OpenConnection(connection, Vertx.currentContext(), timers));
    connection.closeHandler(closed -> closed(connection, address));
  }

  private synchronized boolean letIn(String address) {
    if (count >= limits.connections()
        || byAddress.getOrDefault(address, 0) >= limits.connectionsPerAddress()) {
      if (!full) LOG.warn("a port has as many connections as it may have; further ones are closed");
      full = true;
      return false;
    }
    count++;
    byAddress.merge(address, 1, Integer::sum);
    return true;
  }

  private synchronized void closed(HttpConnection connection, String address) {
    all.remove(connection);
    count--;
    byAddress.computeIfPresent(address, (same, left) -> left == 1 ? null : left - 1);
    full = false;
  }

  @Override
  public void handle(RoutingContext ctx) {
    OpenConnection connection = all.get(ctx.request().connection());
    if (connection != null) {
      connection.begin();
      ctx.addEndHandler(ended -> connection.end());
    }
    bodies.add(ctx);
    ctx.next();
  }

  private void look() {
    bodies.look();
    all.values().forEach(connection -> connection.look(limits.idleMillis()));
  }

  private static String address(HttpConnection connection) {
    return connection.remoteAddress() == null
        ? ""
        : String.valueOf(connection.remoteAddress().hostAddress());
  }
}
