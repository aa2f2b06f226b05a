package org.truckee.node.role;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.node.config.ConfiguredWeb;
import org.truckee.node.config.NodeConfig;
import org.truckee.node.config.WebAddress;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.platform.BlockingWork;
import org.truckee.platform.OwnerFiles;
import org.truckee.platform.Timers;
import org.truckee.platform.measure.MetricSink;
import org.truckee.protocol.announcement.Host;
import org.truckee.protocol.port.Leave;
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
  private final OpenConnections connections;
  private final ProxyPort proxies;
  private final Leave leave;
  private final List<ServedPort> open = new ArrayList<>();

  GatewayPort(Vertx vertx, NodeDirectory directory, NodeConfig config) {
    this.vertx = vertx;
    this.directory = directory;
    this.nickname = config.nickname();
    ConfiguredWeb web = config.gateway().orElseThrow().web();
    this.address = web.address();
    this.instances = web.instances();
    this.connections = new OpenConnections(vertx, address.limits());
    this.proxies = new ProxyPort(vertx, web.access().proxies(), connections);
    this.leave = new Leave(Timers.of(vertx), web.stop().notice(), web.stop().finish());
  }

  /** The number of the port, once it is open. */
  int number() {
    return open.get(0).number();
  }

  /** The number of the port for proxies, once it is open. */
  int proxyNumber() {
    return open.get(1).number();
  }

  /** Tells {@code sink} how many connections there are. */
  Future<Void> tell(MetricSink sink) {
    return connections.tell(sink, "web");
  }

  /** Serves {@code router}, and notes in the node's directory where. */
  Future<Void> open(Router router, Shutdown shutdown) {
    BlockingWork disk = BlockingWork.of(vertx);
    router.route().order(-1).handler(connections).handler(leave);
    shutdown.add("the web port", leave.millis(), () -> leave.of(open));
    return disk.ask(() -> address.candidates(directory.lastWebPort()))
        .compose(ports -> listen(router, ports))
        .onSuccess(this::listening)
        .compose(listening -> openToProxies(router))
        .compose(listening -> disk.ask(this::writeUrl));
  }

  private void listening(ServedPort port) {
    open.add(port);
    LOG.info("the gateway {} listens at {}", nickname, url());
  }

  private Future<Void> openToProxies(Router router) {
    if (address.proxyPort().isEmpty()) return Future.succeededFuture();
    String host = Host.forSocket(address.host());
    int port = address.proxyPort().getAsInt();
    return proxies
        .open(host, port, instances, router)
        .onSuccess(open::add)
        .recover(failure -> Future.failedFuture(explained(port, "proxy_port", failure)))
        .mapEmpty();
  }

  private Throwable explained(int port, String name, Throwable failure) {
    return BusyPort.explain(directory.key("gateway.web"), address.host(), port, name, failure);
  }

  /** Listens on the first of {@code ports} that is free. */
  private Future<ServedPort> listen(Router router, List<Integer> ports) {
    int port = ports.get(0);
    List<Integer> others = ports.subList(1, ports.size());
    return listen(router, port)
        .recover(
            failure ->
                others.isEmpty() || !BusyPort.isTaken(failure)
                    ? Future.failedFuture(explained(port, "port", failure))
                    : listen(router, others));
  }

  private Future<ServedPort> listen(Router router, int port) {
    return ServedPort.open(
        vertx, Host.forSocket(address.host()), port, instances, own -> server(own, router));
  }

  private HttpServer server(Vertx own, Router router) {
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
        + number()
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
