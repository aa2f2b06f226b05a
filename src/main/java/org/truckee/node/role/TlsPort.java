package org.truckee.node.role;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.util.concurrent.TimeUnit;
import org.truckee.crypto.NodeCertificate;
import org.truckee.node.config.ConfiguredStorage;
import org.truckee.node.config.NodeConfig;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.node.directory.Note;
import org.truckee.platform.BlockingWork;
import org.truckee.platform.measure.MetricSink;
import org.truckee.protocol.announcement.Host;
import org.truckee.protocol.announcement.PinnedTls;
import org.truckee.protocol.message.ErrorReply;
import org.truckee.protocol.port.MalformedHead;
import org.truckee.protocol.port.OpenConnections;
import org.truckee.protocol.port.ServedPort;

/**
 * The port that a node's roles are behind: the configured one, else that of the last time. A
 * storage server's port is served by several event loops.
 */
final class TlsPort {
  private static final int IDLE_SECONDS = 120;

  private final Vertx vertx;
  private final NodeDirectory directory;
  private final NodeConfig config;
  private final NodeCertificate certificate;
  private final OpenConnections connections;
  private final Router router;

  TlsPort(Vertx vertx, NodeDirectory directory, NodeConfig config, NodeCertificate certificate) {
    this.vertx = vertx;
    this.directory = directory;
    this.config = config;
    this.certificate = certificate;
    this.connections = new OpenConnections(vertx, config.listen().limits());
    this.router = Router.router(vertx);
    router.route().handler(connections);
    router.route().failureHandler(new ErrorReply());
  }

  /** The routes that the port serves, to which each role adds its own. */
  Router router() {
    return router;
  }

  /** Tells {@code sink} how many connections there are. */
  Future<Void> tell(MetricSink sink) {
    return connections.tell(sink, "tls");
  }

  /** Serves the routes; if no port is configured and the last one is taken, on any. */
  Future<ServedPort> open() {
    int configured = config.listen().port();
    Future<ServedPort> opened =
        configured != 0
            ? listen(configured)
            : BlockingWork.of(vertx)
                .ask(this::lastPort)
                .compose(last -> listen(last).recover(busy -> listen(0)));
    return opened.recover(
        failure ->
            Future.failedFuture(
                BusyPort.explain(
                    directory.key("listen"), config.listen().host(), configured, failure)));
  }

  private Future<ServedPort> listen(int port) {
    int instances = config.storage().map(ConfiguredStorage::instances).orElse(1);
    String host = Host.forSocket(config.listen().host());
    return ServedPort.open(vertx, host, port, instances, this::server);
  }

  private HttpServer server(Vertx own) {
    HttpServerOptions options = options();
    return connections
        .watch(own.createHttpServer(options))
        .invalidRequestHandler(request -> MalformedHead.of(request, options).answer(request))
        .requestHandler(this::serve);
  }

  private void serve(HttpServerRequest request) {
    MalformedHead.ofHostless(request)
        .ifPresentOrElse(malformed -> malformed.answer(request), () -> router.handle(request));
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
    String port = new Note(directory.port()).text();
    return port.matches("[0-9]{1,5}") ? Math.min(Integer.parseInt(port), 65535) : 0;
  }
}
