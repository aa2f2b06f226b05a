package org.truckee.node.role;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.Version;
import org.truckee.bytes.Secret;
import org.truckee.cli.session.FailureLine;
import org.truckee.node.announcement.Announcements;
import org.truckee.node.announcement.Nurls;
import org.truckee.node.config.NodeConfig;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.node.metrics.NodeMonitor;
import org.truckee.platform.BlockingWork;
import org.truckee.protocol.announcement.Nurl;
import org.truckee.web.AdminService;
import org.truckee.web.storage.OwnStorage;
import org.truckee.worker.Codec;

/**
 * One node: any set of roles, each a verticle on an event loop of its own. All of them serve other
 * nodes behind one TLS port with one certificate, and a gateway has a web port beside it. It is no
 * verticle itself: the children of one are stopped all at once, and a node stops its roles in the
 * reverse order of their start.
 */
public final class Node {
  private static final Logger LOG = LoggerFactory.getLogger(Node.class);

  /** The time that one role gets to stop; each of its parts gets less than that. */
  private static final long ROLE_MILLIS = TimeUnit.MINUTES.toMillis(1);

  private final NodeDirectory directory;
  private final NodeConfig config;
  private final SecureRandom random;
  private final List<String> comingUp = new ArrayList<>();
  private final Shutdown shutdown = new Shutdown(ROLE_MILLIS);
  private Context context;
  private BlockingWork disk;
  private Deployment deployment;
  private NodeMonitor monitor;
  private Nurls nurls;
  private ServedRoles served;
  private GatewayRole gateway;
  private GatewayPort web;
  private Future<Codec> codec;

  public Node(NodeDirectory directory, NodeConfig config, SecureRandom random) {
    this.directory = directory;
    this.config = config;
    this.random = random;
  }

  /** One line for each role, once the node has been started. */
  public List<String> roles() {
    return comingUp;
  }

  /** The NURL of {@code role}, once the node has been started. */
  public Nurl nurl(String role) {
    return nurls.of(role, served.port());
  }

  /** The gateway, if the node is one and has been started. */
  public GatewayRole gateway() {
    return gateway;
  }

  /** The port of the gateway's web API, once the node has been started. */
  public int webPort() {
    return web.number();
  }

  /** The gateway's port for proxies, once the node has been started. */
  public int proxyPort() {
    return web.proxyNumber();
  }

  /** Starts all roles on {@code vertx}; one that fails stops those before it. */
  public Future<Void> start(Vertx vertx) {
    context = vertx.getOrCreateContext();
    disk = BlockingWork.of(vertx);
    monitor = new NodeMonitor(vertx, config.roles().names());
    deployment = new Deployment(vertx, shutdown, monitor);
    return onItsLoop(this::startRoles);
  }

  /** Stops all roles, and leaves the directory to others. */
  public Future<Void> stop() {
    return onItsLoop(this::stopRoles);
  }

  private Future<Void> onItsLoop(Supplier<Future<Void>> step) {
    return Future.future(promise -> context.runOnContext(turn -> step.get().onComplete(promise)));
  }

  private Future<Void> startRoles() {
    return disk.run(this::prepare)
        .compose(prepared -> serveRoles())
        .compose(serving -> openAdminPort())
        .compose(serving -> startGateway())
        .onSuccess(started -> monitor.started())
        .onSuccess(started -> comingUp.forEach(role -> LOG.info("up: {}", inOneSpace(role))))
        .onFailure(
            failure -> LOG.error("{} did not start: {}", name(), FailureLine.of(failure).text()))
        .recover(failure -> stopRoles().transform(stopped -> Future.failedFuture(failure)));
  }

  private String name() {
    return "node " + config.nickname() + " in " + directory.root();
  }

  private static String inOneSpace(String line) {
    return line.replaceAll(" +", " ");
  }

  private Future<Void> stopRoles() {
    LOG.info("{} stops", name());
    monitor.stopping();
    return shutdown.run(deployment.vertx()).compose(stopped -> disk.run(this::leave));
  }

  /** Leaves the directory to others, when nothing of this node works in it any more. */
  private void leave() throws IOException {
    directory.unlock();
    LOG.info("{} has stopped, and its directory is free", name());
  }

  private void prepare() throws IOException {
    directory.lock();
    if (config.storage().isPresent())
      directory.lockShares(directory.storage(config.storage().get()));
    LOG.info(
        "{} starts: {}, Java {}, process {}; the directory is locked",
        name(),
        Version.TEXT,
        Runtime.version(),
        ProcessHandle.current().pid());
    directory
        .killed()
        .ifPresent(pid -> LOG.warn("{} did not stop the last time: process {} ended", name(), pid));
    directory.prepare();
    nurls = Nurls.read(directory, config, directory.secrets().certificate());
  }

  private Future<Void> serveRoles() {
    if (nurls.roles().isEmpty()) return Future.succeededFuture();
    served =
        new ServedRoles(
            deployment, directory, config, new Announcements(directory, config, nurls, random));
    return served.open(this::codec).onSuccess(comingUp::addAll).mapEmpty();
  }

  /** It is there before the gateway, so that one that starts can be seen. */
  private Future<Void> openAdminPort() {
    return new LoopbackPort(deployment.vertx(), directory, config).open(this::shown, shutdown);
  }

  private Router shown(Secret token) {
    return new AdminService(monitor, ownStorage(), config.nickname(), Version.TEXT, token, random)
        .router(deployment.vertx());
  }

  private Future<Void> startGateway() {
    if (config.gateway().isEmpty()) return Future.succeededFuture();
    web = new GatewayPort(deployment.vertx(), directory, config);
    return codec()
        .compose(this::openGateway)
        .compose(opened -> web.open(gateway.router(), shutdown))
        .onSuccess(opened -> monitor.watch("the web port", web::tell))
        .onSuccess(opened -> comingUp.add(web.line()));
  }

  private Future<Void> openGateway(Codec shared) {
    gateway = new GatewayRole(directory, config, random, shared).keeping(ownStorage());
    return deployment.deploy("the gateway", gateway);
  }

  private Optional<OwnStorage> ownStorage() {
    return served == null ? Optional.empty() : served.storage();
  }

  /** The place of computing for all roles of this node. */
  private Future<Codec> codec() {
    if (codec == null)
      codec =
          Codec.deploy(deployment.vertx(), Math.max(2, Runtime.getRuntime().availableProcessors()))
              .onSuccess(deployed -> shutdown.add("the codec", deployed::close));
    return codec;
  }
}
