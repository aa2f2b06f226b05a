package org.truckee.protocol.port;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** An open port, behind which so many servers share the work, each on an event loop of its own. */
public final class ServedPort {
  /** The number of the next shared port, which tells apart those on any free port. */
  private static final AtomicInteger SHARED = new AtomicInteger();

  private final Vertx vertx;
  private final int port;
  private final List<String> deployments = new ArrayList<>();
  private final List<PortVerticle> servers = new CopyOnWriteArrayList<>();

  private ServedPort(Vertx vertx, int port) {
    this.vertx = vertx;
    this.port = port;
  }

  /**
   * Opens {@code port} of {@code host}, or any free one if that is 0, and serves it by {@code
   * instances} servers that {@code making} makes.
   */
  public static Future<ServedPort> open(
      Vertx vertx, String host, int port, int instances, Function<Vertx, HttpServer> making) {
    SocketAddress address =
        port == 0
            ? SocketAddress.sharedRandomPort(SHARED.incrementAndGet(), host)
            : SocketAddress.inetSocketAddress(port, host);
    PortVerticle first = new PortVerticle(address, making);
    return vertx
        .deployVerticle(first)
        .map(id -> new ServedPort(vertx, first.port()).with(first).with(id))
        .compose(open -> open.share(address, instances - 1, making));
  }

  private ServedPort with(PortVerticle server) {
    servers.add(server);
    return this;
  }

  private ServedPort with(String deployment) {
    deployments.add(deployment);
    return this;
  }

  private Future<ServedPort> share(
      SocketAddress address, int others, Function<Vertx, HttpServer> making) {
    if (others == 0) return Future.succeededFuture(this);
    return vertx
        .deployVerticle(
            () -> another(address, making), new DeploymentOptions().setInstances(others))
        .map(this::with)
        .recover(failure -> close().transform(closed -> Future.failedFuture(failure)));
  }

  private PortVerticle another(SocketAddress address, Function<Vertx, HttpServer> making) {
    PortVerticle server = new PortVerticle(address, making);
    servers.add(server);
    return server;
  }

  /** The number of the port. */
  public int number() {
    return port;
  }

  /**
   * Takes no more connections, finishes the requests under way, for {@code millis} at most, and
   * closes the port.
   */
  public Future<Void> drain(long millis) {
    return Future.join(servers.stream().map(server -> server.drain(millis)).toList())
        .eventually(this::close)
        .mapEmpty();
  }

  /** Closes the port and all connections to it. */
  public Future<Void> close() {
    return Future.join(deployments.stream().map(vertx::undeploy).toList()).mapEmpty();
  }
}
