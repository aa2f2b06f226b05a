package org.truckee.node.role;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.concurrent.TimeUnit;
import org.truckee.crypto.NodeCertificate;
import org.truckee.node.config.NodeConfig;
import org.truckee.node.config.NodeDirectory;
import org.truckee.protocol.announcement.Host;
import org.truckee.protocol.announcement.PinnedTls;
import org.truckee.protocol.port.OpenConnections;

/** The port that a node's roles are behind: the configured one, else that of the last time. */
final class TlsPort {
  private static final int IDLE_SECONDS = 120;

  private final Vertx vertx;
  private final NodeDirectory directory;
  private final NodeConfig config;
  private final NodeCertificate certificate;
  private final OpenConnections connections;

  TlsPort(Vertx vertx, NodeDirectory directory, NodeConfig config, NodeCertificate certificate) {
    this.vertx = vertx;
    this.directory = directory;
    this.config = config;
    this.certificate = certificate;
    this.connections = new OpenConnections(vertx, config.listen().limits());
  }

  /** What a router of the port begins with. */
  OpenConnections connections() {
    return connections;
  }

  /** Serves {@code router}; if no port is configured and the last one is taken, on any. */
  Future<HttpServer> open(Router router) {
    int configured = config.listen().port();
    if (configured != 0) {
      return listen(router, configured)
          .recover(
              failure ->
                  Future.failedFuture(
                      BusyPort.explain(
                          directory, "listen", config.listen().host(), configured, failure)));
    }
    return vertx
        .executeBlocking(this::lastPort)
        .compose(last -> listen(router, last).recover(busy -> listen(router, 0)))
        .recover(
            failure ->
                Future.failedFuture(
                    BusyPort.explain(directory, "listen", config.listen().host(), 0, failure)));
  }

  private Future<HttpServer> listen(Router router, int port) {
    return connections
        .watch(vertx.createHttpServer(options()))
        .requestHandler(router)
        .listen(port, Host.forSocket(config.listen().host()));
  }

  private HttpServerOptions options() {
    return PinnedTls.server(certificate)
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setTcpNoDelay(true)
        .setIdleTimeout(IDLE_SECONDS)
        .setIdleTimeoutUnit(TimeUnit.SECONDS)
        .setHandle100ContinueAutomatically(true);
  }

  private int lastPort() {
    String port = NodeDirectory.note(directory.port());
    return port.matches("[0-9]{1,5}") ? Math.min(Integer.parseInt(port), 65535) : 0;
  }
}
