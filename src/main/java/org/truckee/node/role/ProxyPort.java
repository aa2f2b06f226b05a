package org.truckee.node.role;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.protocol.port.OpenConnections;
import org.truckee.protocol.port.ServedPort;
import org.truckee.web.WebServer;
import org.truckee.web.guard.Proxies;

/**
 * The port of a gateway beside its web port for proxies that speak the PROXY protocol: what they
 * say of their clients is believed, and nobody else is let in. A header of that protocol means
 * nothing at the web port itself. Thread-safe.
 *
 * @param proxies those that are let in
 * @param connections those of both ports, each counted for the client that the proxy names
 */
record ProxyPort(Vertx vertx, Proxies proxies, OpenConnections connections, AtomicBoolean told) {
  private static final Logger LOG = LoggerFactory.getLogger(ProxyPort.class);

  ProxyPort(Vertx vertx, Proxies proxies, OpenConnections connections) {
    this(vertx, proxies, connections, new AtomicBoolean());
  }

  /** Serves {@code router} at {@code port} of {@code host} by so many {@code instances}. */
  Future<ServedPort> open(String host, int port, int instances, Router router) {
    return ServedPort.open(vertx, host, port, instances, own -> server(own, router))
        .onSuccess(
            open -> LOG.info("the gateway serves proxies at {} port {}", host, open.number()));
  }

  private HttpServer server(Vertx own, Router router) {
    return connections.watch(WebServer.ofProxies(own, this::isWanted, router), this::isWanted);
  }

  /** Returns whether a believed proxy made {@code connection} for somebody with an address. */
  private boolean isWanted(HttpConnection connection) {
    SocketAddress end = connection.remoteAddress(true);
    if (!isNumeric(end) || !isNumeric(connection.remoteAddress())) return false;
    boolean believed = proxies.isBelieved(end.hostAddress());
    if (!believed && told.compareAndSet(false, true))
      LOG.warn(
          "a connection to the port for proxies from {}, which \"gateway.web.proxies\" does not"
              + " name, was closed; further ones are not told of",
          end.hostAddress());
    return believed;
  }

  private static boolean isNumeric(SocketAddress address) {
    return address != null && address.hostAddress() != null;
  }
}
