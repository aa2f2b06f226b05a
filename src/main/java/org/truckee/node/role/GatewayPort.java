package org.truckee.node.role;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.node.config.NodeConfig;
import org.truckee.node.config.WebAddress;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.platform.BlockingWork;
import org.truckee.platform.OwnerFiles;
import org.truckee.protocol.announcement.Host;
import org.truckee.protocol.port.OpenConnections;
import org.truckee.protocol.port.ServedPort;
import org.truckee.web.WebServer;

/**
 * The web port of a gateway: the first free one of those that will do, served by several event
 * loops that share one gateway.
 */
final class GatewayPort {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayPort.class);

  private final Vertx vertx;
  private final NodeDirectory directory;
  private final String nickname;
  private final WebAddress address;
  private final int instances;
  private int number;

  GatewayPort(Vertx vertx, NodeDirectory directory, NodeConfig config) {
    this.vertx = vertx;
    this.directory = directory;
    this.nickname = config.nickname();
    this.address = config.gateway().orElseThrow().web().address();
    this.instances = config.gateway().orElseThrow().web().instances();
  }

  /** The number of the port, once it is open. */
  int number() {
    return number;
  }

  /** Serves {@code router}, and notes in the node's directory where. */
  Future<Void> open(Router router, Shutdown shutdown) {
    BlockingWork disk = BlockingWork.of(vertx);
    OpenConnections connections = new OpenConnections(vertx, address.limits());
    router.route().order(-1).handler(connections);
    return disk.ask(() -> address.candidates(directory.lastWebPort()))
        .compose(ports -> listen(router, connections, ports))
        .onSuccess(open -> listening(open, shutdown))
        .compose(open -> disk.ask(this::writeUrl));
  }

  private void listening(ServedPort open, Shutdown shutdown) {
    number = open.number();
    shutdown.add("the web port", open::close);
    LOG.info("the gateway {} listens at {}", nickname, url());
  }

  /** Listens on the first of {@code ports} that is free. */
  private Future<ServedPort> listen(
      Router router, OpenConnections connections, List<Integer> ports) {
    int port = ports.get(0);
    List<Integer> others = ports.subList(1, ports.size());
    return listen(router, connections, port)
        .recover(
            failure ->
                others.isEmpty() || !BusyPort.isTaken(failure)
                    ? Future.failedFuture(
                        BusyPort.explain(
                            directory.key("gateway.web"), address.host(), port, failure))
                    : listen(router, connections, others));
  }

  private Future<ServedPort> listen(Router router, OpenConnections connections, int port) {
    return ServedPort.open(
        vertx,
        Host.forSocket(address.host()),
        port,
        instances,
        own -> server(own, router, connections));
  }

  private static HttpServer server(Vertx own, Router router, OpenConnections connections) {
    return connections.watch(WebServer.of(own, router));
  }

  private Void writeUrl() throws IOException {
    OwnerFiles.replace(directory.nodeUrl(), url() + "\n");
    return null;
  }

  /** The line that tells where the gateway is. */
  String line() {
    return "gateway          %s  serves %s".formatted(nickname, url());
  }

  private String url() {
    return "http://"
        + Host.inAddress(reachable(Host.forSocket(address.host())))
        + ":"
        + number
        + "/";
  }

  /** An address of this machine, where {@code host} stands for all of them. */
  private static String reachable(String host) {
    return switch (host) {
      case "0.0.0.0" -> "127.0.0.1";
      case "::", "0:0:0:0:0:0:0:0" -> "::1";
      default -> host;
    };
  }
}
