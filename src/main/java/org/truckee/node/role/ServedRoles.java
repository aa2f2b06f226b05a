package org.truckee.node.role;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.cap.VdriveWriteCap;
import org.truckee.introducer.IntroducerConfig;
import org.truckee.node.announcement.Announcements;
import org.truckee.node.announcement.Nurls;
import org.truckee.node.config.ConfiguredStorage;
import org.truckee.node.config.ConfiguredVdrive;
import org.truckee.node.config.GlobalRoot;
import org.truckee.node.config.NodeConfig;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.node.directory.VdriveDatabase;
import org.truckee.platform.BlockingWork;
import org.truckee.platform.OwnerFiles;
import org.truckee.protocol.Blacklist;
import org.truckee.protocol.announcement.Announcement;
import org.truckee.protocol.announcement.ConfiguredServers;
import org.truckee.protocol.announcement.Nurl;
import org.truckee.protocol.port.ServedPort;
import org.truckee.storage.disk.StorageConfig;
import org.truckee.vdrive.VdriveConfig;
import org.truckee.web.storage.OwnStorage;
import org.truckee.worker.Codec;

/**
 * The roles that a node plays for other nodes, behind its TLS port: introducer, storage server and
 * vdrive server, any of them. Event loop only.
 */
final class ServedRoles {
  private static final Logger LOG = LoggerFactory.getLogger(ServedRoles.class);

  private final Deployment deployment;
  private final NodeDirectory directory;
  private final NodeConfig config;
  private final Announcements announcements;
  private final Nurls nurls;
  private Optional<OwnStorage> storage = Optional.empty();
  private int port;

  ServedRoles(
      Deployment deployment,
      NodeDirectory directory,
      NodeConfig config,
      Announcements announcements) {
    this.deployment = deployment;
    this.directory = directory;
    this.config = config;
    this.announcements = announcements;
    this.nurls = announcements.nurls();
  }

  /** The port that the roles are behind, once it is open. */
  int port() {
    return port;
  }

  /** The storage server, if there is one and it is open. */
  Optional<OwnStorage> storage() {
    return storage;
  }

  /** Opens the roles, and tells the introducers of them; returns one line for each. */
  Future<List<String>> open(Supplier<Future<Codec>> codec) {
    TlsPort tls = new TlsPort(deployment.vertx(), directory, config, nurls.certificate());
    deployment.monitor().watch("the TLS port", tls::tell);
    return openIntroducer(tls.router())
        .compose(opened -> openStorage(tls.router()))
        .compose(opened -> openVdrive(tls.router(), codec))
        .compose(opened -> tls.open())
        .onSuccess(this::listening)
        .compose(listening -> BlockingWork.of(deployment.vertx()).ask(this::writeNurls))
        .compose(this::announce)
        .map(announced -> nurls.roles().stream().map(this::line).toList());
  }

  private void listening(ServedPort open) {
    port = open.number();
    deployment.shutdown().add("the TLS port", open::close);
  }

  private Future<Void> openIntroducer(Router router) {
    if (config.introducer().isEmpty()) return Future.succeededFuture();
    IntroducerConfig settings =
        IntroducerConfig.in(directory.announcements())
            .publications(config.introducer().get().publicationsPerMinute());
    return deployment.deploy(
        "the introducer",
        new IntroducerRole(settings, nurls.authorization(Nurls.INTRODUCER), router));
  }

  private Future<Void> openStorage(Router router) {
    if (config.storage().isEmpty()) return Future.succeededFuture();
    ConfiguredStorage configured = config.storage().get();
    StorageConfig settings =
        new StorageConfig(
                directory.storage(configured), nurls.certificate().tubId(), configured.policy())
            .expiring(configured.expire())
            .taking(configured.accounts().map(taken -> taken.seenFrom(directory.root())))
            .without(Blacklist.in(directory.gateway().blacklist()))
            .limiting(configured.limits());
    return BlockingWork.of(deployment.vertx())
        .ask(() -> bucket(configured))
        .map(
            bucket -> new StorageRole(settings, nurls.authorization(Nurls.STORAGE), router, bucket))
        .compose(this::deployStorage);
  }

  private Optional<StorageRole.Bucket> bucket(ConfiguredStorage configured) {
    return configured
        .bucket()
        .map(place -> new StorageRole.Bucket(place.seenFrom(directory.root()), directory.s3Keys()));
  }

  private Future<Void> deployStorage(StorageRole role) {
    return deployment
        .deploy("the storage server", role)
        .onSuccess(opened -> storage = Optional.of(role.shown()));
  }

  private Future<Void> openVdrive(Router router, Supplier<Future<Codec>> codec) {
    if (config.vdrive().isEmpty()) return Future.succeededFuture();
    ConfiguredVdrive vdrive = config.vdrive().get();
    VdriveConfig settings =
        new VdriveConfig(directory.vdrive(), vdrive.limits()).limiting(vdrive.writers());
    BlockingWork disk = BlockingWork.of(deployment.vertx());
    return Future.all(
            codec.get(),
            disk.ask(() -> root(vdrive.globalRoot())),
            disk.ask(() -> new VdriveDatabase(directory).of(vdrive)))
        .map(
            all ->
                new VdriveRole(
                    settings,
                    all.resultAt(2),
                    all.resultAt(1),
                    all.resultAt(0),
                    nurls.authorization(Nurls.VDRIVE),
                    router))
        .compose(role -> deployment.deploy("the vdrive server", role));
  }

  private Optional<VdriveWriteCap> root(GlobalRoot wanted) {
    return wanted == GlobalRoot.NONE
        ? Optional.empty()
        : Optional.of(directory.secrets().globalRoot());
  }

  /** Writes where the roles are, and returns what the grid is told of them. */
  private List<Announcement> writeNurls() throws IOException {
    OwnerFiles.replace(directory.port(), port + "\n");
    for (String role : nurls.roles()) writeNurl(role);
    List<Announcement> services = announcements.sign(port);
    if (!services.isEmpty())
      OwnerFiles.replace(
          directory.servers(), ConfiguredServers.write(services).toPrettyString() + "\n");
    return services;
  }

  private void writeNurl(String role) throws IOException {
    Nurl nurl = nurls.of(role, port);
    OwnerFiles.replace(directory.nurl(role), nurl.toUri() + "\n");
    LOG.info(
        "{} {} listens on {} port {}, and is announced at {}",
        role,
        config.nickname(),
        config.listen().host(),
        port,
        nurl);
  }

  private String line(String role) {
    String title = role.equals(Nurls.INTRODUCER) ? role : role + " server";
    return "%-14s   %s  listens on %s".formatted(title, config.nickname(), nurls.of(role, port));
  }

  private Future<Void> announce(List<Announcement> services) {
    if (config.gateway().isEmpty())
      config.unusable().forEach(entry -> LOG.warn("the configuration: {}", entry));
    return deployment.deploy(
        "the announcer",
        new Announcer(config.introducers(), services, () -> announcements.sign(port)));
  }
}
