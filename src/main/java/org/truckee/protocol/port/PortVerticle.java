package org.truckee.protocol.port;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * One of the servers behind a port: what comes by its connections is served on its event loop.
 * Vert.x deals the connections out to all servers that listen at the same address.
 */
final class PortVerticle extends VerticleBase {
  private final SocketAddress address;
  private final Function<Vertx, HttpServer> making;
  private HttpServer server;

  /** A server, as {@code making} makes it, that listens at {@code address}. */
  PortVerticle(SocketAddress address, Function<Vertx, HttpServer> making) {
    this.address = address;
    this.making = making;
  }

  @Override
  public Future<?> start() {
    server = making.apply(vertx);
    return server.listen(address);
  }

  @Override
  public Future<?> stop() {
    return server.close();
  }

  /**
   * Takes no more connections, and completes when those that it has are closed: each as soon as no
   * request on it is under way, and the last ones after {@code millis}.
   */
  Future<Void> drain(long millis) {
    return server.shutdown(millis, TimeUnit.MILLISECONDS);
  }

  /** The port that it listens on, once it is deployed. */
  int port() {
    return server.actualPort();
  }
}
