package org.truckee.node;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.truckee.GridException;
import org.truckee.Version;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.client.Gateway;
import org.truckee.client.GatewayConfig;
import org.truckee.client.directory.Roots;
import org.truckee.client.directory.VdriveDirectories;
import org.truckee.client.mutable.KeyPool;
import org.truckee.client.server.AnnouncementCache;
import org.truckee.client.server.IntroducerClient;
import org.truckee.client.server.Patience;
import org.truckee.client.server.StorageServers;
import org.truckee.client.server.VdriveServers;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.crypto.NodeCertificate;
import org.truckee.introducer.IntroducerService;
import org.truckee.protocol.Announcement;
import org.truckee.protocol.ErrorReply;
import org.truckee.protocol.Nurl;
import org.truckee.protocol.PinnedTls;
import org.truckee.storage.StorageConfig;
import org.truckee.storage.StorageService;
import org.truckee.web.WebService;
import org.truckee.web.WebSettings;
import org.truckee.web.statistics.Statistics;
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
  private VdriveServers vdrives;
  private Optional<VdriveRole> vdrive = Optional.empty();
  private Future<Codec> codec;
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

  /** Whether the gateway has heard of a vdrive server. */
  boolean knowsVdrive() {
    return !vdrives.all().isEmpty();
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
    boolean none = !config.introducer() && config.storage().isEmpty() && config.vdrive().isEmpty();
    if (none) return Future.succeededFuture();
    Router router = Router.router(vertx);
    router.route().failureHandler(new ErrorReply());
    Future<Void> opened = Future.succeededFuture();
    if (config.introducer()) opened = opened.compose(ready -> openIntroducer(router));
    if (config.storage().isPresent())
      opened = opened.compose(ready -> openStorage(router, config.storage().get()));
    if (config.vdrive().isPresent())
      opened = opened.compose(ready -> openVdrive(router, config.vdrive().get()));
    return opened
        .compose(ready -> listen(router))
        .compose(listening -> vertx.executeBlocking(this::writeNurls))
        .onSuccess(this::announce)
        .mapEmpty();
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

  private Future<Void> openVdrive(Router router, NodeConfig.Vdrive settings) {
    return codec()
        .compose(
            codec ->
                vertx.executeBlocking(
                    () ->
                        new VdriveRole(vertx, codec, settings, directory, authorization("vdrive"))))
        .compose(
            role -> {
              vdrive = Optional.of(role);
              stopping.add(role::close);
              return role.open(router);
            });
  }

  /** What computes for all roles of this node. */
  private Future<Codec> codec() {
    if (codec == null)
      codec = Codec.deploy(vertx, Math.max(2, Runtime.getRuntime().availableProcessors()));
    return codec;
  }

  /** Opens the TLS port: the configured one, else the one of the last time, else any. */
  private Future<Void> listen(Router router) {
    HttpServerOptions options =
        PinnedTls.server(certificate)
            .setHost(config.listen().host())
            .setPerFrameWebSocketCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false)
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

  /** Writes where the roles are, and returns what the grid is told of them. */
  private List<Announcement> writeNurls() throws IOException {
    NodeDirectory.writeSecret(directory.port(), port + "\n");
    if (config.introducer()) writeNurl("introducer", "introducer    ");
    if (config.storage().isPresent()) writeNurl("storage", "storage server");
    if (config.vdrive().isPresent()) writeNurl("vdrive", "vdrive server ");
    List<Announcement> services = announcements();
    if (!services.isEmpty())
      NodeDirectory.writeSecret(
          directory.servers(), Announcement.toConfiguration(services).toPrettyString() + "\n");
    return services;
  }

  private void writeNurl(String role, String title) throws IOException {
    NodeDirectory.writeSecret(directory.nurl(role), nurl(role).toUri() + "\n");
    comingUp.add("%s   %s  listens on %s".formatted(title, config.nickname(), nurl(role)));
  }

  /** What this node has to say of its roles. */
  private List<Announcement> announcements() {
    Ed25519SigningKey key = directory.signingKey();
    List<Announcement> announcements = new ArrayList<>();
    if (config.storage().isPresent()) {
      Announcement.Service storage =
          new Announcement.Service(
              config.nickname(), nurl("storage"), certificate.tubId(), Version.TEXT);
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

  /** Tells every introducer; goes on trying in the background where one is away. */
  private void announce(List<Announcement> announcements) {
    for (Nurl introducer : config.introducers()) {
      IntroducerClient client = new IntroducerClient(vertx, introducer, CLOCK);
      stopping.add(client::close);
      announcements.forEach(client::publish);
    }
  }

  private Future<Void> startGateway(NodeConfig.Web web) {
    servers = new StorageServers(vertx, CLOCK);
    stopping.add(servers::close);
    vdrives = new VdriveServers(vertx, CLOCK, Patience.USUAL);
    stopping.add(vdrives::close);
    config.servers().forEach(this::meet);
    AnnouncementCache cache = new AnnouncementCache(vertx, directory.introducerCache(), this::meet);
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
        .compose(recalled -> codec())
        .compose(codec -> keys.open().compose(opened -> serveWeb(web, codec, introducers)))
        .onSuccess(serving -> startPolling());
  }

  private void startPolling() {
    servers.startPolling();
    vdrives.startPolling();
  }

  private void meet(Announcement announcement) {
    if (announcement.service().equals(Announcement.VDRIVE)) vdrives.add(announcement);
    else servers.add(announcement);
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
    VdriveDirectories directories = new VdriveDirectories(vdrives, codec, random, CLOCK);
    Roots roots = new Roots(vdrives, directories, directory.privateRoot());
    Gateway gateway =
        new Gateway(
            vertx, codec, settings, servers, random, keys::take, CLOCK, List.of(directories));
    Statistics statistics = new Statistics(vertx, CLOCK, directory.statistics(), gateway);
    stopping.add(statistics::close);
    Router router =
        new WebService(gateway, roots, introducers, webSettings(web), statistics, random)
            .router(vertx);
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(web.host())
            .setTcpNoDelay(true)
            .setHandle100ContinueAutomatically(true);
    HttpServer server = vertx.createHttpServer(options).requestHandler(router);
    return vertx
        .executeBlocking(() -> remember(directories))
        .compose(remembered -> statistics.open())
        .compose(opened -> server.listen(web.port()))
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

  private Void remember(VdriveDirectories directories) throws IOException {
    directories.remember(directory.seenEntries());
    stopping.add(() -> vertx.executeBlocking(() -> forget(directories)));
    return null;
  }

  private static Void forget(VdriveDirectories directories) throws IOException {
    directories.close();
    return null;
  }

  private WebSettings webSettings(NodeConfig.Web web) {
    return new WebSettings(
        config.nickname(),
        Version.TEXT,
        hosts(web),
        isLoopback(web.host()),
        web.secret(),
        Optional.of(directory.apiToken()),
        web.localFolders());
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return false;
    }
  }

  /**
   * The names that browsers may use: what is configured, and the name that the port is bound to.
   */
  private static Set<String> hosts(NodeConfig.Web web) {
    Set<String> hosts = new TreeSet<>(web.hosts());
    hosts.add(web.host());
    return hosts;
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
