package org.truckee.testing.grid;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.crypto.NodeCertificate;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.Blacklist;
import org.truckee.protocol.account.Admission;
import org.truckee.protocol.announcement.AnnouncedService;
import org.truckee.protocol.announcement.AnnouncedStorage;
import org.truckee.protocol.announcement.Announcement;
import org.truckee.protocol.announcement.Nurl;
import org.truckee.protocol.announcement.PinnedTls;
import org.truckee.protocol.limit.ServerLimits;
import org.truckee.protocol.message.ErrorReply;
import org.truckee.protocol.port.ServedPort;
import org.truckee.storage.StorageService;
import org.truckee.storage.account.AccountRules;
import org.truckee.storage.disk.StorageConfig;
import org.truckee.storage.share.StoragePolicy;
import org.truckee.testing.Waiting;
import org.truckee.testing.faults.Faults;

/**
 * A real storage server of a {@link TestGrid}, on its own port, which can be stopped, started
 * again, filled up, and made to misbehave by one of the {@link Faults}.
 */
public final class TestServer {
  private static final List<NodeCertificate> CERTIFICATES = new CopyOnWriteArrayList<>();
  private static final Secret SWISSNUM = new Secret(Bytes.utf8("swissnum-of-a-test-server"));

  private final Vertx vertx;
  private final Path directory;
  private final int number;
  private final InstantSource clock;
  private final NodeCertificate certificate;
  private final Ed25519SigningKey key;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile Handler<RoutingContext> fault = RoutingContext::next;
  private StorageConfig config;
  private Optional<Ed25519SigningKey> operator = Optional.empty();
  private StorageService service;
  private final EventLoopGuard guard = new EventLoopGuard();
  private ServedPort http;
  private boolean required;
  private volatile boolean stopped;
  private int port;

  /** A request that was answered, and the bytes of the answer's body. */
  public record Request(HttpMethod method, String path, int status, long bytesSent) {}

  TestServer(Vertx vertx, Path directory, int number, InstantSource clock) {
    this.vertx = vertx;
    this.directory = directory;
    this.number = number;
    this.clock = clock;
    this.certificate = certificate(number);
    this.key = Ed25519SigningKey.generate(new Random(number));
    this.config = config(0);
  }

  /** Settings that are not durable, since durability takes time and shows no difference here. */
  private StorageConfig config(long reservedSpace) {
    return new StorageConfig(
            directory,
            certificate.tubId(),
            StoragePolicy.USUAL.reserving(reservedSpace).notDurable())
        .taking(
            operator.map(key -> new AccountRules(key.verifyingKey(), Optional.empty(), required)));
  }

  /** From the next start on, gives to nobody what is on {@code list}. */
  public void prohibit(Blacklist list) {
    config = config.without(list);
  }

  /** From the next start on, holds those who use it to {@code limits}. */
  public void limit(ServerLimits limits) {
    config = config.limiting(limits);
  }

  /** Has the server take the accounts of {@code key}, and no others if they are required. */
  public void takeAccounts(Ed25519SigningKey key, boolean areRequired) {
    operator = Optional.of(key);
    required = areRequired;
    reserve(0);
  }

  /** What each account takes of the server. */
  public Map<Integer, Long> used() {
    return service.used();
  }

  /** The certificates that tests share, since they take time to make. */
  static synchronized NodeCertificate certificate(int number) {
    while (CERTIFICATES.size() <= number)
      CERTIFICATES.add(NodeCertificate.generate(new SecureRandom(), Instant.now()));
    return CERTIFICATES.get(number);
  }

  /** Starts the server, on the same port as the last time. */
  public void start() {
    Waiting.of(open());
  }

  /** Begins to start the server. */
  Future<?> open() {
    service = new StorageService(vertx, config, clock, nurl().authorization(), "truckee/test");
    Router router = Router.router(vertx);
    router.route().failureHandler(new ErrorReply());
    router.route().handler(guard);
    router.route().handler(this::note);
    service.mount(router);
    HttpServerOptions options = PinnedTls.server(certificate);
    return service
        .open()
        .compose(
            ready ->
                ServedPort.open(
                    vertx,
                    "127.0.0.1",
                    port,
                    TestGateway.INSTANCES,
                    own -> own.createHttpServer(options).requestHandler(router)))
        .onSuccess(this::listening);
  }

  private void listening(ServedPort open) {
    http = open;
    stopped = false;
    port = open.number();
  }

  /** Fails if a request left its event loop. */
  void check() {
    guard.check();
  }

  /** Stops the server in the middle of its work. */
  public void stop() {
    stopped = true;
    Waiting.of(http.close().eventually(service::close));
  }

  /** Makes the server answer in the way of {@code newFault} from now on. */
  public void misbehave(Handler<RoutingContext> newFault) {
    fault = newFault;
  }

  /** Makes the server behave again. */
  public void behave() {
    fault = RoutingContext::next;
  }

  /** Leaves the server no room for new shares. */
  public void fillUp() {
    reserve(Long.MAX_VALUE / 2);
  }

  /** Gives a server that was filled up its room again. */
  public void makeRoom() {
    reserve(0);
  }

  private void reserve(long space) {
    stop();
    config = config(space);
    start();
  }

  /** Its announcement. */
  public Announcement announcement() {
    return AnnouncedService.sign(
        key,
        new AnnouncedStorage(
            "server" + number,
            nurl(),
            certificate.tubId(),
            "truckee/test",
            Optional.empty(),
            operator.map(word -> Admission.of(word, certificate.spkiHash()))),
        port,
        Bytes.wrap(new byte[32]));
  }

  private Nurl nurl() {
    return new Nurl(certificate.spkiHash(), "127.0.0.1", Math.max(1, port), SWISSNUM);
  }

  /** Its name in messages of a gateway. */
  public String name() {
    return announcement().shortName();
  }

  /** The directory of its shares and of reports about them. */
  public Path directory() {
    return directory;
  }

  /** The file that holds a share, if it is stored. */
  public Path shareFile(StorageIndex storageIndex, int shareNumber) {
    String name = storageIndex.toString();
    return directory.resolve("shares/%s/%s/%d".formatted(name.substring(0, 2), name, shareNumber));
  }

  /** The numbers of the shares that are stored. */
  public List<Integer> shares(StorageIndex storageIndex) {
    return IntStream.range(0, 256)
        .filter(share -> shareFile(storageIndex, share).toFile().exists())
        .boxed()
        .toList();
  }

  /** Flips a bit of the file that holds a share. */
  public void damage(StorageIndex storageIndex, int shareNumber, long position) {
    try (RandomAccessFile file =
        new RandomAccessFile(shareFile(storageIndex, shareNumber).toFile(), "rw")) {
      file.seek(position);
      int before = file.read();
      file.seek(position);
      file.write(before ^ 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The shares that have been begun and not been finished; a server that is stopped has none. */
  public int uploadsUnderWay() {
    return stopped ? 0 : Waiting.of(service.status()).uploadsUnderWay();
  }

  /** The reports of damage that it keeps. */
  public int corruptionReports() {
    return Waiting.of(service.status()).corruptionReports();
  }

  /** The requests that it has answered since it was made, the oldest first. */
  public List<Request> requests() {
    return requests;
  }

  private void note(RoutingContext ctx) {
    ctx.request().pause();
    ctx.addEndHandler(
        ended ->
            requests.add(
                new Request(
                    ctx.request().method(),
                    ctx.request().path(),
                    ctx.response().getStatusCode(),
                    ctx.response().bytesWritten())));
    fault.handle(ctx);
  }
}
