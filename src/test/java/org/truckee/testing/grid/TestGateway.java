package org.truckee.testing.grid;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.Capability;
import org.truckee.cap.VdriveWriteCap;
import org.truckee.client.Gateway;
import org.truckee.client.GatewayConfig;
import org.truckee.client.directory.DirectoryKind;
import org.truckee.client.directory.vdrive.Roots;
import org.truckee.client.directory.vdrive.VdriveDirectories;
import org.truckee.client.limit.ClientLimits;
import org.truckee.client.server.StorageServer;
import org.truckee.client.server.StorageServers;
import org.truckee.client.server.vdrive.VdriveServers;
import org.truckee.client.upkeep.Upkeep;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.port.ServedPort;
import org.truckee.testing.TestClock;
import org.truckee.testing.Waiting;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.known.TestKeys;
import org.truckee.web.WebServer;
import org.truckee.web.WebService;
import org.truckee.web.board.Board;
import org.truckee.web.member.Members;
import org.truckee.web.statistics.Statistics;
import org.truckee.worker.Codec;
import org.truckee.worker.Machine;

/** A real gateway of a {@link TestGrid}, with its web port. */
public final class TestGateway {
  /** The usual convergence secret of gateways in tests. */
  public static final Secret CONVERGENCE =
      new Secret(Bytes.utf8("convergence secret of the tests"));

  /** The number of the next gateway, by which none makes the directories of another. */
  private static final AtomicInteger NUMBER = new AtomicInteger(1000);

  /** The number of event loops that serve a port. */
  static final int INSTANCES = 2;

  /** The number of workers that compute for a gateway. */
  static final int WORKERS = 2;

  private final StorageServers servers;
  private final Machine machine;
  private final Gateway gateway;
  private final Statistics statistics;
  private final EventLoopGuard guard = new EventLoopGuard();
  private final Vertx vertx;
  private final Supplier<WebService> service;
  private final WebPort web;
  private final Set<Capability> drives = ConcurrentHashMap.newKeySet();

  TestGateway(Vertx vertx, TestClock clock, Path directory, GatewaySettings settings) {
    servers = new StorageServers(vertx, clock, settings.patience(), settings.toServers());
    servers.use(settings.account());
    GatewayConfig config =
        new GatewayConfig(
            settings.files(), settings.convergence(), settings.secret(), directory.resolve("tmp"));
    Codec codec = Waiting.of(Codec.deploy(vertx, WORKERS));
    VdriveServers vdrives = vdrives(vertx, clock, settings);
    Random chance = new Random(NUMBER.incrementAndGet());
    VdriveDirectories directories = new VdriveDirectories(vdrives, codec, chance, clock);
    List<DirectoryKind> kinds = new ArrayList<>(settings.directories());
    kinds.add(directories);
    machine = Machine.of(vertx, codec, clock, random());
    gateway = new Gateway(machine, config, servers, TestKeys::next, kinds);
    VdriveWriteCap ownRoot = ownRoot(chance);
    drives.add(ownRoot);
    gateway.keepTrash(drives::contains);
    statistics = new Statistics(vertx, clock, directory.resolve("statistics/history"), gateway);
    Waiting.of(statistics.open());
    this.vertx = vertx;
    service =
        () ->
            new WebService(
                gateway,
                new Roots(vdrives, directories, ownRoot),
                List.of(),
                settings.web(),
                statistics,
                new Random(2));
    web = serve(service.get());
  }

  private WebPort serve(WebService served) {
    Router router = served.router(vertx);
    router.route().order(-1).handler(guard);
    ServedPort port =
        Waiting.of(
            ServedPort.open(vertx, "127.0.0.1", 0, INSTANCES, own -> WebServer.of(own, router)));
    return new WebPort(URI.create("http://127.0.0.1:" + port.number() + "/"));
  }

  /** Another web port of it, which shows {@code upkeep}, too. */
  WebPort web(Upkeep upkeep) {
    return serve(service.get().keptUpBy(upkeep));
  }

  /** Another web port of it, which shows {@code board}, too. */
  public WebPort web(Board board) {
    return serve(service.get().showing(Optional.of(board)));
  }

  /** Another web port of it, where {@code members} sign in. */
  public WebPort web(Members members) {
    return serve(service.get().knowing(Optional.of(members)));
  }

  /** Another web port of it, which holds clients to {@code limits}. */
  public WebPort web(ClientLimits limits) {
    return serve(service.get().limiting(limits));
  }

  /** Another web port of it, with {@code more}. */
  public WebPort web(UnaryOperator<WebService> more) {
    return serve(more.apply(service.get()));
  }

  private static VdriveServers vdrives(Vertx vertx, TestClock clock, GatewaySettings settings) {
    return settings
        .drive()
        .map(
            drive ->
                drive
                    .server()
                    .servers(
                        vertx,
                        Optional.of(drive.global()),
                        settings.patience(),
                        settings.toDrives()))
        .orElseGet(() -> new VdriveServers(vertx, clock, settings.patience()));
  }

  private static VdriveWriteCap ownRoot(Random chance) {
    byte[] key = new byte[VdriveWriteCap.KEY_SIZE];
    chance.nextBytes(key);
    return new VdriveWriteCap(new Secret(Bytes.wrap(key)));
  }

  /** Randomness that is the same each time. */
  private static SecureRandom random() {
    try {
      SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
      random.setSeed(1);
      return random;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes the directory of {@code root} a drive, as an alias does. */
  public void addDrive(Capability root) {
    drives.add(root);
  }

  /** Fails if a request left its event loop. */
  void check() {
    guard.check();
  }

  /** Tells the gateway of {@code server}. */
  public void meet(TestServer server) {
    servers.add(server.announcement());
  }

  /** The gateway itself. */
  public Gateway gateway() {
    return gateway;
  }

  /** The parts of this machine that it works with. */
  Machine machine() {
    return machine;
  }

  /** The figures of its work over time. */
  public Statistics statistics() {
    return statistics;
  }

  /** Its web port. */
  public WebPort web() {
    return web;
  }

  /** The servers that it knows. */
  public StorageServers servers() {
    return servers;
  }

  /** The names of the servers in the order in which they are asked about one file. */
  List<String> order(StorageIndex storageIndex) {
    return servers.permuted(storageIndex).stream().map(StorageServer::name).toList();
  }
}
