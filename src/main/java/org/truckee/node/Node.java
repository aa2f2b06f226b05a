package org.truckee.node;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.truckee.GridException;
import org.truckee.Version;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.client.Gateway;
import org.truckee.client.GatewayConfig;
import org.truckee.client.mutable.KeyPool;
import org.truckee.client.server.AnnouncementCache;
import org.truckee.client.server.IntroducerClient;
import org.truckee.client.server.StorageServers;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.crypto.NodeCertificate;
import org.truckee.introducer.IntroducerService;
import org.truckee.protocol.Announcement;
import org.truckee.protocol.ErrorReply;
import org.truckee.protocol.Nurl;
import org.truckee.protocol.PinnedTls;
import org.truckee.storage.StorageConfig;
import org.truckee.storage.StorageService;
import org.truckee.web.Drives;
import org.truckee.web.WebService;
import org.truckee.web.WebSettings;
import org.truckee.worker.Codec;

/**
 * One node: any set of roles, all of them served to other nodes behind one TLS port with one
 * certificate, and for a gateway a web port beside it. Deployed as a verticle; undeploying it stops
 * everything in the reverse order.
 */
final class Node extends VerticleBase {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final int IDLE_SECONDS = 120;
  private static final int KEYS_AHEAD = 8;

  private final NodeDirectory directory;
  private final NodeConfig config;
  private final SecureRandom random;
  private final List<String> comingUp = new ArrayList<>();
  private final List<Stopping> stopping = new ArrayList<>();
  private NodeCertificate certificate;
  private int port;
  private int webPort;
  private StorageServers servers;
  private KeyPool keys;

  /** Something that has to be stopped. */
  private interface Stopping {
    Future<?> stop();
  }

  Node(NodeDirectory directory, NodeConfig config, SecureRandom random) {
    this.directory = directory;
    this.config = config;
    this.random = random;
  }

  /** One line for each role, once the node has been deployed. */
  List<String> roles() {
    return comingUp;
  }

  /** The port of the web API, once the node has been deployed. */
  int webPort() {
    return webPort;
  }

  /** How many storage servers the gateway reaches, once it has been deployed. */
  int serversReached() {
    return servers.reached();
  }

  /** The NURL of {@code role}, once the node has been deployed. */
  Nurl nurl(String role) {
    return new Nurl(
        certificate.spkiHash(), config.listen().advertise(), port, directory.swissnum(role));
  }

  @Override
  public Future<?> start() {
    return vertx
        .executeBlocking(this::prepare)
        .compose(prepared -> serveRoles())
        .compose(
            served ->
                config.gateway().isPresent()
                    ? startGateway(config.gateway().get())
                    : Future.succeededFuture())
        .recover(failure -> stop().transform(stopped -> Future.failedFuture(failure)));
  }

  @Override
  public Future<?> stop() {
    Future<Void> stopped = Future.succeededFuture();
    for (int i = stopping.size() - 1; i >= 0; i--) {
      Stopping next = stopping.get(i);
      stopped = stopped.transform(done -> next.stop().mapEmpty());
    }
    stopping.clear();
    return stopped;
  }

  private Void prepare() throws IOException {
    directory.prepare();
    certificate = directory.certificate();
    return null;
  }

  private Future<Void> serveRoles() {
    if (!config.introducer() && config.storage().isEmpty()) return Future.succeededFuture();
    Router router = Router.router(vertx);
    router.route().failureHandler(new ErrorReply());
    Future<Void> opened = Future.succeededFuture();
    if (config.introducer()) opened = opened.compose(ready -> openIntroducer(router));
    if (config.storage().isPresent())
      opened = opened.compose(ready -> openStorage(router, config.storage().get()));
    return opened
        .compose(ready -> listen(router))
        .compose(listening -> vertx.executeBlocking(this::writeNurls))
        .compose(written -> config.storage().isPresent() ? announce() : Future.succeededFuture());
  }

  private Future<Void> openIntroducer(Router router) {
    IntroducerService introducer =
        new IntroducerService(vertx, directory.announcements(), authorization("introducer"));
    introducer.mount(router);
    stopping.add(introducer::close);
    return introducer.open();
  }

  private Future<Void> openStorage(Router router, NodeConfig.Storage storage) {
    StorageConfig usual = StorageConfig.in(directory.storage(), certificate.tubId());
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
    stopping.add(service::close);
    return service.open();
  }

  /** Opens the TLS port: the configured one, else the one of the last time, else any. */
  private Future<Void> listen(Router router) {
    HttpServerOptions options =
        PinnedTls.server(certificate)
            .setHost(config.listen().host())
            .setTcpNoDelay(true)
            .setIdleTimeout(IDLE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS)
            .setHandle100ContinueAutomatically(true);
    int configured = config.listen().port();
    if (configured != 0) {
      return listen(router, options, configured)
          .recover(failure -> Future.failedFuture(busy("listen.port", configured, failure)));
    }
    return vertx
        .executeBlocking(this::lastPort)
        .compose(last -> listen(router, options, last).recover(busy -> listen(router, options, 0)));
  }

  private Future<Void> listen(Router router, HttpServerOptions options, int wanted) {
    HttpServer server = vertx.createHttpServer(options).requestHandler(router);
    return server
        .listen(wanted)
        .onSuccess(
            listening -> {
              port = listening.actualPort();
              stopping.add(server::close);
            })
        .mapEmpty();
  }

  private int lastPort() throws IOException {
    if (!Files.exists(directory.port())) return 0;
    return Integer.parseInt(Files.readString(directory.port()).strip());
  }

  private Void writeNurls() throws IOException {
    NodeDirectory.writeSecret(directory.port(), port + "\n");
    if (config.introducer()) {
      NodeDirectory.writeSecret(directory.nurl("introducer"), nurl("introducer").toUri() + "\n");
      comingUp.add(
          "introducer       %s  listens on %s".formatted(config.nickname(), nurl("introducer")));
    }
    if (config.storage().isPresent()) {
      NodeDirectory.writeSecret(directory.nurl("storage"), nurl("storage").toUri() + "\n");
      comingUp.add(
          "storage server   %s  listens on %s".formatted(config.nickname(), nurl("storage")));
    }
    return null;
  }

  /**
   * Tells every introducer of the storage role; goes on trying in the background where one is away.
   */
  private Future<Void> announce() {
    Ed25519SigningKey key = directory.signingKey();
    byte[] nonce = new byte[32];
    random.nextBytes(nonce);
    Announcement announcement =
        Announcement.sign(
            key,
            new Announcement.Service(
                config.nickname(), nurl("storage"), certificate.tubId(), Version.TEXT),
            CLOCK.millis(),
            Bytes.wrap(nonce));
    for (Nurl introducer : config.introducers()) {
      IntroducerClient client = new IntroducerClient(vertx, introducer, CLOCK);
      stopping.add(client::close);
      client.publish(announcement);
    }
    return Future.succeededFuture();
  }

  private Future<Void> startGateway(NodeConfig.Web web) {
    servers = new StorageServers(vertx, CLOCK);
    stopping.add(servers::close);
    config.servers().forEach(servers::add);
    AnnouncementCache cache =
        new AnnouncementCache(vertx, directory.introducerCache(), servers::add);
    List<IntroducerClient> introducers =
        config.introducers().stream()
            .map(nurl -> new IntroducerClient(vertx, nurl, CLOCK))
            .toList();
    introducers.forEach(client -> stopping.add(client::close));
    keys = new KeyPool(vertx, directory.mutableKeys(), KEYS_AHEAD, random);
    stopping.add(keys::close);
    return cache
        .open()
        .onSuccess(recalled -> introducers.forEach(client -> client.follow(cache::hear)))
        .compose(
            recalled ->
                Codec.deploy(vertx, Math.max(2, Runtime.getRuntime().availableProcessors())))
        .compose(codec -> keys.open().compose(opened -> serveWeb(web, codec, introducers)))
        .onSuccess(serving -> servers.startPolling());
  }

  private Future<Void> serveWeb(
      NodeConfig.Web web, Codec codec, List<IntroducerClient> introducers) {
    GatewayConfig settings =
        new GatewayConfig(
            web.encoding(),
            directory.convergence(),
            directory.leaseSecret(),
            directory.temporary(),
            web.maximumFileSize(),
            web.memory());
    Gateway gateway =
        new Gateway(vertx, codec, settings, servers, random, keys::take, CLOCK, List.of());
    Router router =
        new WebService(
                gateway,
                Drives.none(),
                introducers,
                WebSettings.usual(config.nickname(), Version.TEXT),
                random)
            .router(vertx);
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(web.host())
            .setTcpNoDelay(true)
            .setHandle100ContinueAutomatically(true);
    HttpServer server = vertx.createHttpServer(options).requestHandler(router);
    return server
        .listen(web.port())
        .recover(failure -> Future.failedFuture(busy("gateway.web.port", web.port(), failure)))
        .compose(
            listening -> {
              stopping.add(server::close);
              webPort = listening.actualPort();
              comingUp.add(
                  "gateway          %s  serves %s".formatted(config.nickname(), webUrl(web)));
              return vertx.executeBlocking(
                  () -> Files.writeString(directory.nodeUrl(), webUrl(web) + "\n"));
            })
        .mapEmpty();
  }

  private String webUrl(NodeConfig.Web web) {
    String host = web.host().equals("0.0.0.0") ? "127.0.0.1" : web.host();
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + webPort + "/";
  }

  private Throwable busy(String key, int wanted, Throwable failure) {
    if (!(failure instanceof BindException) && !(failure.getCause() instanceof BindException))
      return failure;
    return new GridException(
        GridException.Kind.BAD_CONFIG,
        "port %d is in use by another program: stop that one, or set \"%s\" in %s to another port"
            .formatted(wanted, key, directory.configuration()),
        failure);
  }

  private Secret authorization(String role) {
    return new Nurl(certificate.spkiHash(), "localhost", 1, directory.swissnum(role))
        .authorization();
  }
}
