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
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.GridException;
import org.truckee.Version;
import org.truckee.client.Blacklist;
import org.truckee.client.Gateway;
import org.truckee.client.GatewayConfig;
import org.truckee.client.directory.vdrive.Roots;
import org.truckee.client.directory.vdrive.VdriveDirectories;
import org.truckee.client.mutable.KeyPool;
import org.truckee.client.mutable.MutableFiles;
import org.truckee.client.server.StorageServers;
import org.truckee.client.server.connection.ServerTimeouts;
import org.truckee.client.server.introducer.AnnouncementCache;
import org.truckee.client.server.introducer.IntroducerClient;
import org.truckee.client.server.introducer.Introducers;
import org.truckee.client.server.vdrive.VdrivePins;
import org.truckee.client.server.vdrive.VdriveServers;
import org.truckee.node.config.NodeConfig;
import org.truckee.node.config.NodeDirectory;
import org.truckee.node.config.WebPort;
import org.truckee.platform.OwnerFiles;
import org.truckee.protocol.announcement.Host;
import org.truckee.protocol.announcement.UnusableEntry;
import org.truckee.protocol.port.OpenConnections;
import org.truckee.web.WebServer;
import org.truckee.web.WebService;
import org.truckee.web.guard.WebSettings;
import org.truckee.web.statistics.Statistics;
import org.truckee.worker.Codec;
import org.truckee.worker.Machine;

/** The gateway of a node: it gets to know the grid's servers, and serves the web port. */
public final class GatewayRole {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayRole.class);
  private static final InstantSource CLOCK = InstantSource.system();
  private static final int KEYS_AHEAD = 8;

  private final Vertx vertx;
  private final NodeDirectory directory;
  private final NodeConfig config;
  private final NodeConfig.Web web;
  private final SecureRandom random;
  private final Shutdown shutdown;
  private final StorageServers servers;
  private final VdriveServers vdrives;
  private final List<UnusableEntry> unusable = new ArrayList<>();
  private int webPort;

  GatewayRole(
      Vertx vertx,
      NodeDirectory directory,
      NodeConfig config,
      SecureRandom random,
      Shutdown shutdown) {
    this.vertx = vertx;
    this.directory = directory;
    this.config = config;
    this.web = config.gateway().orElseThrow();
    this.random = random;
    this.shutdown = shutdown;
    NodeConfig.Timeouts timeouts = config.timeouts();
    ServerTimeouts patience =
        ServerTimeouts.USUAL.idle(timeouts.keepAlive(), timeouts.disconnect());
    this.servers = new StorageServers(vertx, CLOCK, patience);
    this.servers.prefer(web.preferred());
    this.vdrives = new VdriveServers(vertx, CLOCK, patience, pins());
  }

  /** The port of the web API, once it is open. */
  public int webPort() {
    return webPort;
  }

  /** How many storage servers it reaches. */
  public int serversReached() {
    return servers.reached();
  }

  /** Whether it has heard of a vdrive server. */
  public boolean knowsVdrive() {
    return !vdrives.all().isEmpty();
  }

  /** Opens the web port, and returns the line that says where. */
  Future<String> open(Codec codec) {
    shutdown.add("the storage servers' client", servers::close);
    shutdown.add("the vdrive servers' client", vdrives::close);
    KnownServers known = new KnownServers(servers, vdrives);
    unusable.addAll(config.unusable());
    unusable.addAll(known.know(config.peers().servers()));
    unusable.forEach(entry -> LOG.warn("the configuration: {}", entry));
    AnnouncementCache cache =
        new AnnouncementCache(vertx, directory.introducerCache(), known, CLOCK);
    shutdown.add("the list of known servers", cache::close);
    List<IntroducerClient> introducers =
        config.introducers().stream()
            .map(nurl -> new IntroducerClient(vertx, nurl, CLOCK))
            .toList();
    introducers.forEach(client -> shutdown.add("an introducer's client", client::close));
    KeyPool keys = new KeyPool(vertx, directory.mutableKeys(), KEYS_AHEAD, random);
    shutdown.add("the maker of key pairs", keys::close);
    return cache
        .open()
        .onSuccess(recalled -> introducers.forEach(client -> client.follow(cache::hear)))
        .compose(recalled -> keys.open())
        .compose(opened -> serve(codec, keys, introducers, cache))
        .onSuccess(serving -> startPolling());
  }

  private void startPolling() {
    servers.startPolling();
    vdrives.startPolling();
  }

  /** What the configuration names counts more than what was pinned before. */
  private VdrivePins pins() {
    VdrivePins pins = VdrivePins.in(directory.vdrivePins());
    web.pinned().applyTo(pins);
    return pins;
  }

  /** What the configuration names comes back with the next start, and so is never forgotten. */
  private void forget(AnnouncementCache cache, String id) {
    if (config.peers().servers().stream().anyMatch(server -> server.serverId().equals(id)))
      throw new GridException(
          GridException.Kind.CONFLICT,
          "this server stands in the configuration of the gateway: remove its entry from"
              + " \"servers\" there, and restart the gateway");
    if (!cache.forget(id))
      throw new GridException(
          GridException.Kind.NOT_FOUND, "this gateway knows no server of that id");
  }

  private Future<String> serve(
      Codec codec, KeyPool keys, List<IntroducerClient> introducers, AnnouncementCache cache) {
    VdriveDirectories directories = new VdriveDirectories(vdrives, codec, random, CLOCK);
    Gateway gateway =
        new Gateway(
            Machine.of(vertx, codec, CLOCK, random),
            settings(),
            servers,
            keys::take,
            List.of(directories));
    gateway.prohibit(Blacklist.in(directory.blacklist()));
    Statistics statistics = new Statistics(vertx, CLOCK, directory.statistics(), gateway);
    shutdown.add("the statistics", statistics::close);
    Roots roots =
        new Roots(vdrives, directories, directory.privateRoot(), new Introducers(introducers));
    WebService pages =
        new WebService(gateway, roots, introducers, webSettings(), statistics, random)
            .serving(web.ownersFiles())
            .complaining(unusable)
            .forgetting(id -> forget(cache, id))
            .logging(new HeardLog());
    return remember(directories, gateway.mutableFiles())
        .compose(remembered -> statistics.open())
        .compose(opened -> listen(pages))
        .compose(listening -> vertx.executeBlocking(this::writeUrl));
  }

  private GatewayConfig settings() {
    return new GatewayConfig(
        web.encoding(),
        directory.convergence(),
        directory.leaseSecret(),
        directory.temporary(config),
        web.maximumFileSize(),
        web.memory(),
        web.mutableFormat());
  }

  /** What has been seen of the vdrives and of mutable files is kept over restarts. */
  private Future<Void> remember(VdriveDirectories directories, MutableFiles files) {
    return vertx
        .<Void>executeBlocking(
            () -> {
              directories.remember(directory.seenEntries());
              files.remember(directory.seenVersions());
              return null;
            })
        .onSuccess(
            remembered ->
                shutdown.add(
                    "the memory of versions",
                    () ->
                        vertx.executeBlocking(
                            () -> {
                              directories.close();
                              files.close();
                              return null;
                            })));
  }

  private Future<Void> listen(WebService pages) {
    OpenConnections connections = new OpenConnections(vertx, web.limits());
    Router router = pages.router(vertx);
    router.route().order(-1).handler(connections);
    return vertx
        .executeBlocking(() -> WebPort.candidates(web, directory.lastWebPort()))
        .compose(ports -> listen(router, connections, ports))
        .onSuccess(
            server -> {
              webPort = server.actualPort();
              shutdown.add(
                  "the web port", () -> server.close().onComplete(closed -> connections.close()));
              LOG.info("the gateway {} listens at {}", config.nickname(), url());
            })
        .mapEmpty();
  }

  /** Listens on the first of {@code ports} that is free. */
  private Future<HttpServer> listen(
      Router router, OpenConnections connections, List<Integer> ports) {
    int port = ports.get(0);
    List<Integer> others = ports.subList(1, ports.size());
    return connections
        .watch(WebServer.of(vertx, router))
        .listen(port, Host.forSocket(web.host()))
        .recover(
            failure ->
                others.isEmpty() || !BusyPort.isTaken(failure)
                    ? Future.failedFuture(
                        BusyPort.explain(directory, "gateway.web", web.host(), port, failure))
                    : listen(router, connections, others));
  }

  private String writeUrl() throws IOException {
    OwnerFiles.replace(directory.nodeUrl(), url() + "\n");
    return "gateway          %s  serves %s".formatted(config.nickname(), url());
  }

  private String url() {
    return "http://" + Host.inAddress(reachable(Host.forSocket(web.host()))) + ":" + webPort + "/";
  }

  /** An address of this machine, where {@code host} stands for all of them. */
  private static String reachable(String host) {
    return switch (host) {
      case "0.0.0.0" -> "127.0.0.1";
      case "::", "0:0:0:0:0:0:0:0" -> "::1";
      default -> host;
    };
  }

  private WebSettings webSettings() {
    return new WebSettings(
        config.nickname(),
        Version.TEXT,
        hosts(),
        web.hosts().isEmpty(),
        web.secret(),
        Optional.of(directory.apiToken()),
        web.localFolders(),
        WebSettings.USUAL_SILENCE_MILLIS,
        web.proxies());
  }

  /**
   * The names that browsers may use: what is configured, and the name that the port is bound to.
   */
  private Set<String> hosts() {
    Set<String> hosts = new TreeSet<>(web.hosts());
    hosts.add(Host.forSocket(web.host()));
    return hosts;
  }
}
