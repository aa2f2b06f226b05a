package org.truckee.node.role;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.cap.Capability;
import org.truckee.client.AliasFile;
import org.truckee.client.Gateway;
import org.truckee.client.directory.vdrive.Roots;
import org.truckee.client.directory.vdrive.VdriveDirectories;
import org.truckee.client.limit.ClientLimits;
import org.truckee.client.mutable.KeyPool;
import org.truckee.client.mutable.MutableFiles;
import org.truckee.client.server.StorageServers;
import org.truckee.client.server.connection.ServerTimeouts;
import org.truckee.client.server.introducer.AnnouncementCache;
import org.truckee.client.server.introducer.IntroducerClient;
import org.truckee.client.server.introducer.Introducers;
import org.truckee.client.server.vdrive.VdriveServers;
import org.truckee.client.upkeep.Upkeep;
import org.truckee.node.announcement.HeardLog;
import org.truckee.node.announcement.KnownServers;
import org.truckee.node.config.ConfiguredGateway;
import org.truckee.node.config.NodeConfig;
import org.truckee.node.directory.GatewayHome;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.platform.BlockingWork;
import org.truckee.platform.RepeatedLook;
import org.truckee.platform.measure.Monitored;
import org.truckee.protocol.announcement.UnusableEntry;
import org.truckee.web.WebService;
import org.truckee.web.admission.Admissions;
import org.truckee.web.board.Board;
import org.truckee.web.member.Members;
import org.truckee.web.monitor.GatewayMonitor;
import org.truckee.web.monitor.RequestTimes;
import org.truckee.web.record.RecordWriter;
import org.truckee.web.statistics.Statistics;
import org.truckee.web.storage.OwnStorage;
import org.truckee.worker.Codec;
import org.truckee.worker.Machine;

/**
 * The gateway of a node: it gets to know the grid's servers, owns what all requests share, and has
 * the routes that its web port serves.
 */
public final class GatewayRole implements Role {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayRole.class);
  private static final InstantSource CLOCK = InstantSource.system();

  private final NodeDirectory directory;
  private final GatewayHome home;
  private final NodeConfig config;
  private final ConfiguredGateway settings;
  private final SecureRandom random;
  private final Codec codec;
  private final List<UnusableEntry> unusable = new ArrayList<>();
  private Optional<OwnStorage> ownStorage = Optional.empty();
  private StorageServers servers;
  private VdriveServers vdrives;
  private Router router;
  private GatewayMonitor monitor;

  GatewayRole(NodeDirectory directory, NodeConfig config, SecureRandom random, Codec codec) {
    this.directory = directory;
    this.home = directory.gateway();
    this.config = config;
    this.settings = config.gateway().orElseThrow();
    this.random = random;
    this.codec = codec;
  }

  /** Shows the storage server of the same node, if there is one; before it is opened. */
  GatewayRole keeping(Optional<OwnStorage> storage) {
    ownStorage = storage;
    return this;
  }

  /** The number of storage servers that it reaches. */
  public int serversReached() {
    return servers.reached();
  }

  /** Returns whether it has heard of a vdrive server. */
  public boolean knowsVdrive() {
    return !vdrives.all().isEmpty();
  }

  @Override
  public Optional<Monitored> monitored() {
    return Optional.of(monitor);
  }

  /** The routes of the web port, once it is open. */
  Router router() {
    return router;
  }

  @Override
  public Future<?> open(Vertx vertx, Shutdown shutdown) {
    openClients(vertx, shutdown);
    KnownServers known = new KnownServers(servers, vdrives);
    unusable.addAll(config.unusable());
    unusable.addAll(known.know(config.peers().servers()));
    unusable.forEach(entry -> LOG.warn("the configuration: {}", entry));
    AnnouncementCache cache = new AnnouncementCache(vertx, home.introducerCache(), known, CLOCK);
    shutdown.add("the list of known servers", cache::close);
    List<IntroducerClient> introducers =
        config.introducers().stream()
            .map(nurl -> new IntroducerClient(vertx, nurl, CLOCK))
            .toList();
    introducers.forEach(client -> shutdown.add("an introducer's client", client::close));
    KeyPool keys =
        new KeyPool(
            vertx,
            home.mutableKeys(),
            directory.secrets().leaseSecret(),
            settings.files().keysAhead(),
            random);
    shutdown.add("the maker of key pairs", keys::close);
    return cache
        .open()
        .onSuccess(recalled -> introducers.forEach(client -> client.follow(cache::hear)))
        .compose(recalled -> keys.open())
        .compose(opened -> prepare(vertx, shutdown, keys, introducers, cache))
        .onSuccess(ready -> startPolling());
  }

  private void openClients(Vertx vertx, Shutdown shutdown) {
    NodeConfig.Timeouts timeouts = config.timeouts();
    ServerTimeouts patience =
        ServerTimeouts.USUAL.idle(timeouts.keepAlive(), timeouts.disconnect());
    servers = new StorageServers(vertx, CLOCK, patience);
    servers.prefer(settings.preferred());
    servers.use(directory.secrets().account());
    vdrives = new VdriveServers(vertx, CLOCK, patience, settings.pinned().in(home.vdrivePins()));
    shutdown.add("the storage servers' client", servers::close);
    shutdown.add("the vdrive servers' client", vdrives::close);
  }

  private void startPolling() {
    servers.startPolling();
    vdrives.startPolling();
  }

  private Future<Void> prepare(
      Vertx vertx,
      Shutdown shutdown,
      KeyPool keys,
      List<IntroducerClient> introducers,
      AnnouncementCache cache) {
    VdriveDirectories directories = new VdriveDirectories(vdrives, codec, random, CLOCK);
    Machine machine = Machine.of(vertx, codec, CLOCK, random);
    GatewayWeb web = new GatewayWeb(directory, config, settings);
    Gateway gateway = new Gateway(machine, web.files(), servers, keys::take, List.of(directories));
    RepeatedLook blacklist = web.blacklist(vertx, machine.timers(), gateway);
    shutdown.add("the blacklist", blacklist::close);
    Capability ownRoot = directory.secrets().privateRoot();
    Optional<Members> members = web.members(vertx, CLOCK, random);
    members.ifPresent(all -> shutdown.add("the members", all::close));
    Optional<Admissions> admissions = web.admissions(vertx, CLOCK, random);
    admissions.ifPresent(all -> shutdown.add("the admissions", all::close));
    GatewayUpkeep.Drives drives =
        new GatewayUpkeep.Drives(ownRoot, new AliasFile(home.aliases()), members);
    gateway.keepTrash(drives::holds);
    Statistics statistics = new Statistics(vertx, CLOCK, home.statistics(), gateway);
    shutdown.add("the statistics", statistics::close);
    Roots roots = new Roots(vdrives, directories, ownRoot, new Introducers(introducers));
    Upkeep upkeep =
        new GatewayUpkeep(directory, settings).of(vertx, machine, gateway, roots, drives);
    shutdown.add("the upkeep", upkeep::close);
    ClientLimits limits = new ClientLimits(settings.web().limits(), machine.timers()::nanos);
    Optional<RecordWriter> record = web.recordWriter(vertx, CLOCK);
    record.ifPresent(writer -> shutdown.add("the record of requests", writer::close));
    monitor =
        new GatewayMonitor(
                gateway,
                vdrives,
                new RequestTimes(machine.timers()),
                upkeep::latest,
                keys::ready,
                settings.files().memory())
            .limitedBy(limits)
            .admitting(admissions.map(all -> all::tell))
            .recordedBy(record.map(writer -> writer::tell));
    Optional<Board> board = web.board(vertx, CLOCK, gateway);
    board.ifPresent(all -> shutdown.add("the board", all::close));
    router =
        new WebService(gateway, roots, introducers, web.settings(), statistics, random)
            .keptUpBy(upkeep)
            .watchedBy(monitor)
            .serving(settings.web().access().ownersFiles())
            .complaining(unusable)
            .forgetting(id -> web.forget(cache, id))
            .logging(new HeardLog())
            .keeping(ownStorage)
            .showing(board)
            .limiting(limits)
            .knowing(members)
            .admitting(admissions)
            .calling(web.accountNames(vertx))
            .recording(record.map(writer -> web.record(writer, CLOCK)))
            .reporting(settings.web().strangers().report())
            .router(vertx);
    return remember(vertx, shutdown, directories, gateway)
        .compose(remembered -> statistics.open())
        .compose(opened -> blacklist.open())
        .compose(opened -> members.map(Members::open).orElse(Future.succeededFuture()))
        .compose(opened -> admissions.map(Admissions::open).orElse(Future.succeededFuture()))
        .compose(opened -> record.map(RecordWriter::open).orElse(Future.succeededFuture()))
        .compose(opened -> board.map(Board::open).orElse(Future.succeededFuture()))
        .onSuccess(opened -> upkeep.openSoon());
  }

  /** Keeps the memory of vdrive entries, of mutable files and of servers over restarts. */
  private Future<Void> remember(
      Vertx vertx, Shutdown shutdown, VdriveDirectories directories, Gateway gateway) {
    MutableFiles files = gateway.mutableFiles();
    BlockingWork disk = BlockingWork.of(vertx);
    BlockingWork.Step close =
        () -> {
          directories.close();
          files.close();
        };
    return disk.run(
            () -> {
              directories.remember(home.seenEntries());
              files.remember(home.seenVersions(), home.triedVersions());
              gateway.auditor().scores().keepIn(home.serverScores());
            })
        .onSuccess(remembered -> shutdown.add("the memory of versions", () -> disk.run(close)));
  }
}
