package org.truckee.node.role;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.bytes.Secret;
import org.truckee.node.config.AdminPort;
import org.truckee.node.config.NodeConfig;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.platform.BlockingWork;
import org.truckee.platform.OwnerFiles;
import org.truckee.protocol.announcement.Host;
import org.truckee.protocol.port.OpenConnections;
import org.truckee.protocol.port.PortLimits;
import org.truckee.protocol.port.ServedPort;
import org.truckee.web.WebServer;

/**
 * The admin port of a node: on loopback, the one that is configured, else that of the last time or
 * any free one.
 */
final class LoopbackPort {
  private static final Logger LOG = LoggerFactory.getLogger(LoopbackPort.class);

  private final Vertx vertx;
  private final NodeDirectory directory;
  private final NodeConfig config;
  private final AdminPort settings;
  private final String host = InetAddress.getLoopbackAddress().getHostAddress();
  private final BlockingWork disk;

  LoopbackPort(Vertx vertx, NodeDirectory directory, NodeConfig config) {
    this.vertx = vertx;
    this.directory = directory;
    this.config = config;
    this.settings = config.admin();
    this.disk = BlockingWork.of(vertx);
  }

  /** What the port shows to those who have the token. */
  interface Showing {
    /** Makes the routes. */
    Router routes(Secret token);
  }

  /**
   * Serves what is {@code shown} there and notes in the node's directory where; there is no such
   * note if the configuration wants no port.
   */
  Future<Void> open(Showing shown, Shutdown shutdown) {
    if (!settings.enabled()) return disk.run(() -> Files.deleteIfExists(directory.adminUrl()));
    OpenConnections connections = new OpenConnections(vertx, PortLimits.USUAL);
    return disk.ask(() -> directory.secrets().apiToken())
        .map(token -> routes(shown, token, connections))
        .compose(routes -> disk.ask(this::port).compose(port -> listen(routes, connections, port)))
        .onSuccess(open -> shutdown.add("the admin port", open::close))
        .compose(open -> disk.run(() -> note(open.number())));
  }

  private LazyRoutes routes(Showing shown, Secret token, OpenConnections connections) {
    return new LazyRoutes(
        disk,
        () -> {
          Router router = shown.routes(token);
          router.route().order(-1).handler(connections);
          return router;
        });
  }

  private int port() {
    return settings.port() != 0 ? settings.port() : directory.lastAdminPort().orElse(0);
  }

  /** Listens on {@code port}, or on any one if that is only the one of the last time, and taken. */
  private Future<ServedPort> listen(LazyRoutes routes, OpenConnections connections, int port) {
    return ServedPort.open(
            vertx, host, port, 1, own -> connections.watch(WebServer.of(own, routes)))
        .recover(
            failure ->
                settings.port() == 0 && port != 0
                    ? listen(routes, connections, 0)
                    : Future.failedFuture(
                        BusyPort.explain(directory.key("admin"), host, port, failure)));
  }

  private void note(int port) throws IOException {
    String url = "http://" + Host.inAddress(host) + ":" + port + "/";
    OwnerFiles.replace(directory.adminUrl(), url + "\n");
    LOG.info("the node {} shows its state at {}", config.nickname(), url);
  }
}
