package org.truckee.node.role;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.Version;
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
import org.truckee.web.AdminService;
import org.truckee.web.WebServer;
import org.truckee.web.storage.OwnStorage;

/**
 * The admin port of a storage server whose node is no gateway: on loopback, the one that is
 * configured, else that of the last time or any free one.
 */
final class StoragePort {
  private static final Logger LOG = LoggerFactory.getLogger(StoragePort.class);

  private final Vertx vertx;
  private final NodeDirectory directory;
  private final NodeConfig config;
  private final AdminPort settings;
  private final String host = InetAddress.getLoopbackAddress().getHostAddress();

  StoragePort(Vertx vertx, NodeDirectory directory, NodeConfig config) {
    this.vertx = vertx;
    this.directory = directory;
    this.config = config;
    this.settings = config.storage().orElseThrow().admin();
  }

  /** Shows {@code storage} there, and notes in the node's directory where. */
  Future<Void> open(OwnStorage storage, SecureRandom random, Shutdown shutdown) {
    BlockingWork disk = BlockingWork.of(vertx);
    OpenConnections connections = new OpenConnections(vertx, PortLimits.USUAL);
    return disk.ask(() -> directory.secrets().apiToken())
        .map(token -> router(storage, token, random))
        .onSuccess(router -> router.route().order(-1).handler(connections))
        .compose(router -> disk.ask(this::port).compose(port -> listen(router, connections, port)))
        .onSuccess(open -> shutdown.add("the admin port", open::close))
        .compose(open -> disk.run(() -> note(open.number())));
  }

  private Router router(OwnStorage storage, Secret token, SecureRandom random) {
    return new AdminService(storage, config.nickname(), Version.TEXT, token, random).router(vertx);
  }

  private int port() {
    return settings.port() != 0 ? settings.port() : directory.lastAdminPort().orElse(0);
  }

  /** Listens on {@code port}, or on any one if that is only the one of the last time, and taken. */
  private Future<ServedPort> listen(Router router, OpenConnections connections, int port) {
    return ServedPort.open(
            vertx, host, port, 1, own -> connections.watch(WebServer.of(own, router)))
        .recover(
            failure ->
                settings.port() == 0 && port != 0
                    ? listen(router, connections, 0)
                    : Future.failedFuture(
                        BusyPort.explain(directory.key("storage.admin"), host, port, failure)));
  }

  private void note(int port) throws IOException {
    String url = "http://" + Host.inAddress(host) + ":" + port + "/";
    OwnerFiles.replace(directory.adminUrl(), url + "\n");
    LOG.info("the storage server {} shows its state at {}storage", config.nickname(), url);
  }
}
