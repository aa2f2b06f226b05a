package org.truckee.node.role;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.Version;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.client.server.introducer.IntroducerClient;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.crypto.NodeCertificate;
import org.truckee.introducer.IntroducerConfig;
import org.truckee.introducer.IntroducerService;
import org.truckee.node.config.NodeConfig;
import org.truckee.node.config.NodeDirectory;
import org.truckee.platform.OwnerFiles;
import org.truckee.protocol.announcement.AnnouncedStorage;
import org.truckee.protocol.announcement.Announcement;
import org.truckee.protocol.announcement.ConfiguredServers;
import org.truckee.protocol.announcement.Nurl;
import org.truckee.protocol.message.ErrorReply;
import org.truckee.storage.StorageService;
import org.truckee.storage.disk.StorageConfig;
import org.truckee.worker.Codec;

/**
 * The roles that a node plays for other nodes, behind its TLS port: introducer, storage server and
 * vdrive server, any of them. Event loop only.
 */
final class ServedRoles {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final Logger LOG = LoggerFactory.getLogger(ServedRoles.class);
  private static final long RENEWAL_MILLIS = TimeUnit.DAYS.toMillis(1);

  private final Vertx vertx;
  private final NodeDirectory directory;
  private final NodeConfig config;
  private final NodeCertificate certificate;
  private final SecureRandom random;
  private final Supplier<Future<Codec>> codec;
  private final Shutdown shutdown;
  private final List<String> comingUp = new ArrayList<>();
  private Optional<VdriveRole> vdrive = Optional.empty();
  private int port;

  ServedRoles(
      Vertx vertx,
      NodeDirectory directory,
      NodeConfig config,
      NodeCertificate certificate,
      SecureRandom random,
      Supplier<Future<Codec>> codec,
      Shutdown shutdown) {
    this.vertx = vertx;
    this.directory = directory;
    this.config = config;
    this.certificate = certificate;
    this.random = random;
    this.codec = codec;
    this.shutdown = shutdown;
  }

  /** Opens the roles, and tells the introducers of them; returns one line for each. */
  Future<List<String>> open() {
    TlsPort tls = new TlsPort(vertx, directory, config, certificate);
    Router router = Router.router(vertx);
    router.route().handler(tls.connections());
    router.route().failureHandler(new ErrorReply());
    Future<Void> opened = Future.succeededFuture();
    if (config.introducer().isPresent())
      opened = opened.compose(ready -> openIntroducer(router, config.introducer().get()));
    if (config.storage().isPresent())
      opened = opened.compose(ready -> openStorage(router, config.storage().get()));
    if (config.vdrive().isPresent())
      opened = opened.compose(ready -> openVdrive(router, config.vdrive().get()));
    return opened
        .compose(ready -> tls.open(router))
        .onSuccess(server -> listening(server, tls))
        .compose(listening -> vertx.executeBlocking(this::writeNurls))
        .onSuccess(this::announce)
        .map(announced -> comingUp);
  }

  private void listening(HttpServer server, TlsPort tls) {
    port = server.actualPort();
    shutdown.add(
        "the TLS port", () -> server.close().onComplete(closed -> tls.connections().close()));
  }

  private Future<Void> openIntroducer(Router router, NodeConfig.Introducer settings) {
    IntroducerConfig usual = IntroducerConfig.in(directory.announcements());
    IntroducerService introducer =
        new IntroducerService(
            vertx,
            usual.publications(settings.publicationsPerMinute()),
            authorization("introducer"),
            CLOCK);
    introducer.mount(router);
    shutdown.add("the introducer", introducer::close);
    return introducer.open();
  }

  private Future<Void> openStorage(Router router, NodeConfig.Storage storage) {
    StorageConfig usual = StorageConfig.in(directory.storage(storage), certificate.tubId());
    StorageConfig settings =
        new StorageConfig(
            usual.directory(),
            usual.tubId(),
            storage.reservedSpace(),
            storage.readonly(),
            storage.maximumShareSize(),
            storage.durable(),
            usual.idleUploadTimeout());
    StorageService service =
        new StorageService(vertx, settings, CLOCK, authorization("storage"), Version.TEXT);
    service.mount(router);
    shutdown.add("the storage server", service::close);
    return service.open();
  }

  private Future<Void> openVdrive(Router router, NodeConfig.Vdrive settings) {
    return codec
        .get()
        .compose(
            codec ->
                vertx.executeBlocking(
                    () ->
                        new VdriveRole(vertx, codec, settings, directory, authorization("vdrive"))))
        .compose(
            role -> {
              vdrive = Optional.of(role);
              shutdown.add("the vdrive server", role::close);
              return role.open(router);
            });
  }

  /** Writes where the roles are, and returns what the grid is told of them. */
  private List<Announcement> writeNurls() throws IOException {
    OwnerFiles.replace(directory.port(), port + "\n");
    if (config.introducer().isPresent()) writeNurl("introducer", "introducer    ");
    if (config.storage().isPresent()) writeNurl("storage", "storage server");
    if (config.vdrive().isPresent()) writeNurl("vdrive", "vdrive server ");
    List<Announcement> services = announcements();
    if (!services.isEmpty())
      OwnerFiles.replace(
          directory.servers(), ConfiguredServers.write(services).toPrettyString() + "\n");
    return services;
  }

  private void writeNurl(String role, String title) throws IOException {
    OwnerFiles.replace(directory.nurl(role), nurl(role).toUri() + "\n");
    LOG.info(
        "{} {} listens on {} port {}, and is announced at {}",
        role,
        config.nickname(),
        config.listen().host(),
        port,
        nurl(role));
    comingUp.add("%s   %s  listens on %s".formatted(title, config.nickname(), nurl(role)));
  }

  /** The NURL of {@code role}, once it is open. */
  Nurl nurl(String role) {
    return new Nurl(
        certificate.spkiHash(), config.listen().advertise(), port, directory.swissnum(role));
  }

  /** What this node has to say of its roles. Blocks. */
  private List<Announcement> announcements() throws IOException {
    Ed25519SigningKey key = directory.signingKey();
    List<Announcement> announcements = new ArrayList<>();
    if (config.storage().isPresent()) {
      AnnouncedStorage storage =
          new AnnouncedStorage(
              config.nickname(),
              nurl("storage"),
              certificate.tubId(),
              Version.TEXT,
              Optional.of(directory.tahoe().permutationSeed(key.verifyingKey().bytes())));
      announcements.add(Announcement.sign(key, storage, CLOCK.millis(), nonce()));
    }
    vdrive
        .map(role -> role.announcement(config.nickname(), nurl("vdrive")))
        .ifPresent(
            service -> announcements.add(Announcement.sign(key, service, CLOCK.millis(), nonce())));
    return announcements;
  }

  private Bytes nonce() {
    byte[] nonce = new byte[32];
    random.nextBytes(nonce);
    return Bytes.wrap(nonce);
  }

  /**
   * Tells every introducer, and tells them anew now and then, since announcements end; goes on
   * trying in the background where one is away.
   */
  private void announce(List<Announcement> announcements) {
    List<IntroducerClient> introducers =
        config.introducers().stream()
            .map(nurl -> new IntroducerClient(vertx, nurl, CLOCK))
            .toList();
    introducers.forEach(client -> shutdown.add("an introducer's client", client::close));
    if (config.gateway().isEmpty())
      config.unusable().forEach(entry -> LOG.warn("the configuration: {}", entry));
    announcements.forEach(each -> introducers.forEach(client -> client.publish(each)));
    long renewal = vertx.setPeriodic(RENEWAL_MILLIS, tick -> renew(introducers));
    shutdown.add(
        "the renewal of announcements",
        () -> {
          vertx.cancelTimer(renewal);
          return Future.succeededFuture();
        });
  }

  private void renew(List<IntroducerClient> introducers) {
    vertx
        .executeBlocking(this::announcements)
        .onSuccess(
            renewed ->
                renewed.forEach(each -> introducers.forEach(client -> client.publish(each))));
  }

  private Secret authorization(String role) {
    return new Nurl(certificate.spkiHash(), "localhost", 1, directory.swissnum(role))
        .authorization();
  }
}
