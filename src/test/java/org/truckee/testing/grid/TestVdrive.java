package org.truckee.testing.grid;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.Capability;
import org.truckee.cap.VdriveWriteCap;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.DirectoryFormat;
import org.truckee.client.directory.vdrive.VdriveDirectories;
import org.truckee.client.server.Intermediary;
import org.truckee.client.server.connection.ServerHealth;
import org.truckee.client.server.connection.ServerTimeouts;
import org.truckee.client.server.vdrive.HttpVdriveClient;
import org.truckee.client.server.vdrive.VdriveClient;
import org.truckee.client.server.vdrive.VdrivePins;
import org.truckee.client.server.vdrive.VdriveServers;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.crypto.NodeCertificate;
import org.truckee.platform.Timers;
import org.truckee.protocol.announcement.AnnouncedService;
import org.truckee.protocol.announcement.AnnouncedVdrive;
import org.truckee.protocol.announcement.Announcement;
import org.truckee.protocol.announcement.Nurl;
import org.truckee.protocol.announcement.PinnedTls;
import org.truckee.protocol.message.ErrorReply;
import org.truckee.protocol.port.ServedPort;
import org.truckee.testing.TestClock;
import org.truckee.testing.Waiting;
import org.truckee.testing.faults.LyingStore;
import org.truckee.vdrive.SqliteDirnodeStore;
import org.truckee.vdrive.VdriveConfig;
import org.truckee.vdrive.VdriveLimits;
import org.truckee.vdrive.VdriveService;
import org.truckee.worker.Codec;

/**
 * A real vdrive server over HTTPS, on its own port, which can be stopped, started again and made to
 * misbehave and to lie, and gateways' views of it.
 */
public final class TestVdrive implements AutoCloseable {
  private static final Secret SWISSNUM = new Secret(Bytes.utf8("swissnum-of-a-test-vdrive"));

  private final Vertx vertx = Vertx.vertx();
  private final TestClock clock = new TestClock();
  private final Random random = new Random(1);
  private final NodeCertificate certificate;
  private final Codec codec = Waiting.of(Codec.deploy(vertx, 2));
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final VdriveConfig config;
  private final int number;
  private volatile Handler<RoutingContext> fault = RoutingContext::next;
  private LyingStore store;
  private VdriveService service;
  private ServedPort http;
  private int port;

  private TestVdrive(VdriveConfig config, int number) {
    this.config = config;
    this.number = number;
    this.certificate = TestServer.certificate(number);
    start();
  }

  /** A server of the entries below {@code directory}; not durable, since durability takes time. */
  public static TestVdrive start(Path directory) {
    return start(directory, 0);
  }

  /** The same, with a key of its own for each {@code number}. */
  public static TestVdrive start(Path directory, int number) {
    Path file = directory.resolve("vdrive/vdrive.sqlite");
    return new TestVdrive(
        new VdriveConfig(file, new VdriveLimits(false, 1_000_000, 64 << 10, 1_000_000)), number);
  }

  /** A server with settings of its own. */
  public static TestVdrive start(VdriveConfig config) {
    return new TestVdrive(config, 0);
  }

  /** Starts it, on the same port as the last time. */
  public void start() {
    store = new LyingStore(new SqliteDirnodeStore(vertx, config));
    service =
        new VdriveService(vertx, store, codec, config, nurl().authorization(), "truckee/test");
    Router router = Router.router(vertx);
    router.route().failureHandler(new ErrorReply());
    router.route().handler(this::note);
    service.mount(router);
    HttpServerOptions options = PinnedTls.server(certificate);
    Waiting.of(service.open(Optional.empty()));
    http =
        Waiting.of(
            ServedPort.open(
                vertx,
                "127.0.0.1",
                port,
                TestGateway.INSTANCES,
                own -> own.createHttpServer(options).requestHandler(router)));
    port = http.number();
  }

  private void note(RoutingContext ctx) {
    requests.add(ctx.request().method() + " " + ctx.request().uri());
    fault.handle(ctx);
  }

  /** Stops the server in the middle of its work. */
  public void stop() {
    Waiting.of(http.close());
    Waiting.of(service.close());
  }

  /** Makes it answer in the way of {@code newFault} from now on. */
  public void misbehave(Handler<RoutingContext> newFault) {
    fault = newFault;
  }

  /** Makes it behave again. */
  public void behave() {
    fault = RoutingContext::next;
  }

  /** Its store, which can be made to lie. */
  public LyingStore store() {
    return store;
  }

  /** The questions since it was made, the oldest first. */
  public List<String> requests() {
    return requests;
  }

  /** Its announcement, with {@code root}. */
  public Announcement announcement(Optional<Capability> root) {
    AnnouncedVdrive service = new AnnouncedVdrive("vdrive", nurl(), root, "truckee/test");
    Ed25519SigningKey key = Ed25519SigningKey.generate(new Random(99 + number));
    return AnnouncedService.sign(key, service, port, Bytes.wrap(new byte[32]));
  }

  /** Its address. */
  public Nurl nurl() {
    return new Nurl(certificate.spkiHash(), "127.0.0.1", Math.max(1, port), SWISSNUM);
  }

  /** A gateway's view of it, with a memory of its own. */
  public VdriveDirectories newGateway() {
    return newGateway(servers());
  }

  /** The same of all {@code servers}. */
  public VdriveDirectories newGateway(VdriveServers servers) {
    return new VdriveDirectories(servers, codec, random, clock);
  }

  /** A new and empty directory on it, to be announced as the shared drive's. */
  public VdriveWriteCap makeRoot() {
    Directory root = run(() -> newGateway().create(DirectoryFormat.VDRIVE, List.of()));
    return (VdriveWriteCap) root.capability();
  }

  /** The drives of a gateway that knows only this server. */
  public VdriveServers servers() {
    return servers(vertx, Optional.empty(), ServerTimeouts.USUAL);
  }

  /** The same for a gateway on {@code others}, to which the server announces {@code root}. */
  public VdriveServers servers(Vertx others, Optional<Capability> root, ServerTimeouts patience) {
    return servers(others, root, patience, Intermediary.none());
  }

  /** The same for one that talks through {@code intermediary}. */
  public VdriveServers servers(
      Vertx others,
      Optional<Capability> root,
      ServerTimeouts patience,
      Intermediary<VdriveClient> intermediary) {
    VdriveServers servers =
        new VdriveServers(others, clock, patience, VdrivePins.inMemory(), intermediary);
    servers.add(announcement(root));
    return servers;
  }

  /** Somebody who speaks to it directly. */
  public VdriveClient newClient() {
    return newClient(ServerTimeouts.USUAL);
  }

  /** The same with {@code patience}. */
  public VdriveClient newClient(ServerTimeouts patience) {
    return new HttpVdriveClient(
        vertx, "of the test", nurl(), patience, new ServerHealth(clock, Timers.of(vertx)));
  }

  /** The Vert.x that it runs on. */
  public Vertx vertx() {
    return vertx;
  }

  /** The result of {@code step}, begun on an event loop. */
  public <T> T run(Supplier<Future<T>> step) {
    return Waiting.of(
        Future.<T>future(promise -> vertx.runOnContext(now -> step.get().onComplete(promise))));
  }

  @Override
  public void close() {
    stop();
    Waiting.of(vertx.close());
  }
}
