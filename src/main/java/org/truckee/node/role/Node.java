package org.truckee.node.role;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.Version;
import org.truckee.cli.session.FailureLine;
import org.truckee.crypto.NodeCertificate;
import org.truckee.node.config.NodeConfig;
import org.truckee.node.config.NodeDirectory;
import org.truckee.protocol.announcement.Nurl;
import org.truckee.worker.Codec;

/**
 * One node: any set of roles, all of them served to other nodes behind one TLS port with one
 * certificate, and for a gateway a web port beside it. Deployed as a verticle; undeploying it stops
 * everything in the reverse order.
 */
public final class Node extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(Node.class);

  private final NodeDirectory directory;
  private final NodeConfig config;
  private final SecureRandom random;
  private final List<String> comingUp = new ArrayList<>();
  private final Shutdown shutdown = new Shutdown(Shutdown.USUAL_MILLIS);
  private ServedRoles served;
  private GatewayRole gateway;
  private Future<Codec> codec;

  public Node(NodeDirectory directory, NodeConfig config, SecureRandom random) {
    this.directory = directory;
    this.config = config;
    this.random = random;
  }

  /** One line for each role, once the node has been deployed. */
  public List<String> roles() {
    return comingUp;
  }

  /** The NURL of {@code role}, once the node has been deployed. */
  public Nurl nurl(String role) {
    return served.nurl(role);
  }

  /** The gateway, if the node is one and has been deployed. */
  public GatewayRole gateway() {
    return gateway;
  }

  @Override
  public Future<?> start() {
    return vertx
        .executeBlocking(this::prepare)
        .compose(this::serveRoles)
        .compose(served -> startGateway())
        .onSuccess(started -> comingUp.forEach(role -> LOG.info("up: {}", inOneSpace(role))))
        .onFailure(
            failure -> LOG.error("{} did not start: {}", name(), FailureLine.of(failure).text()))
        .recover(failure -> stop().transform(stopped -> Future.failedFuture(failure)));
  }

  private String name() {
    return "node " + config.nickname() + " in " + directory.root();
  }

  private static String inOneSpace(String line) {
    return line.replaceAll(" +", " ");
  }

  @Override
  public Future<?> stop() {
    LOG.info("{} stops", name());
    return shutdown.run(vertx).compose(stopped -> vertx.executeBlocking(this::leave, false));
  }

  /** Leaves the directory to others, when nothing of this node works in it any more. */
  private Void leave() throws IOException {
    directory.unlock();
    LOG.info("{} has stopped, and its directory is free", name());
    return null;
  }

  private NodeCertificate prepare() throws IOException {
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
    return directory.certificate();
  }

  private Future<Void> serveRoles(NodeCertificate certificate) {
    if (config.introducer().isEmpty() && config.storage().isEmpty() && config.vdrive().isEmpty())
      return Future.succeededFuture();
    served = new ServedRoles(vertx, directory, config, certificate, random, this::codec, shutdown);
    return served.open().onSuccess(comingUp::addAll).mapEmpty();
  }

  private Future<Void> startGateway() {
    if (config.gateway().isEmpty()) return Future.succeededFuture();
    gateway = new GatewayRole(vertx, directory, config, random, shutdown);
    return codec().compose(gateway::open).onSuccess(comingUp::add).mapEmpty();
  }

  /** What computes for all roles of this node. */
  private Future<Codec> codec() {
    if (codec == null)
      codec = Codec.deploy(vertx, Math.max(2, Runtime.getRuntime().availableProcessors()));
    return codec;
  }
}
