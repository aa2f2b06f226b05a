package org.truckee.storage;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Map;
import java.util.SortedSet;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.bytes.Secret;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.AllocateRequest;
import org.truckee.protocol.CorruptionReport;
import org.truckee.protocol.ReadTestWrite;
import org.truckee.protocol.SecretKind;
import org.truckee.protocol.StoragePaths;
import org.truckee.protocol.StorageVersion;
import org.truckee.protocol.SwissnumCheck;
import org.truckee.protocol.WireFormat;
import org.truckee.protocol.WireMessages;

/**
 * The storage role: serves the shares of one {@link DiskShareStore} by the storage protocol (Great
 * Black Swamp, version 1), on the routes that a node mounts.
 */
public final class StorageService {
  private static final Logger LOG = LoggerFactory.getLogger(StorageService.class);
  private static final String STORAGE_INDEX = ":storageIndex";
  private static final String SHARE = STORAGE_INDEX + "/:shareNumber";
  private static final long IDLE_CHECK_MILLIS = TimeUnit.MINUTES.toMillis(1);
  private static final long VERSION_AGE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int MAX_MESSAGE = 8 << 10;
  private static final int MAX_REPORT = 32 << 10;

  /** The largest step on mutable shares; its body is held in memory. */
  private static final int MAX_READ_TEST_WRITE = 64 << 20;

  private final Vertx vertx;
  private final StorageConfig config;
  private final InstantSource clock;
  private final Secret authorization;
  private final String applicationVersion;
  private final DiskShareStore store;
  private final Disk disk;
  private long idleTimer = -1;
  private StorageVersion version;
  private Buffer versionCbor;
  private long versionTime;

  /** A server of the shares in {@code config}, for those who present {@code authorization}. */
  public StorageService(
      Vertx vertx,
      StorageConfig config,
      InstantSource clock,
      Secret authorization,
      String applicationVersion) {
    this.vertx = vertx;
    this.config = config;
    this.clock = clock;
    this.authorization = authorization;
    this.applicationVersion = applicationVersion;
    this.store = new DiskShareStore(config, clock);
    this.disk = new Disk(vertx);
  }

  /** Prepares the disk; nothing is served before. */
  public Future<Void> open() {
    return disk.run(store::open)
        .compose(opened -> refreshVersion())
        .onSuccess(ready -> startIdleCheck())
        .mapEmpty();
  }

  /** Drops what is unfinished. */
  public Future<Void> close() {
    vertx.cancelTimer(idleTimer);
    return disk.run(store::close);
  }

  /** What the pages of a node tell of this role. */
  public Future<StorageStatus> status() {
    return refreshVersion()
        .compose(
            current ->
                disk.ask(
                    () ->
                        new StorageStatus(
                            current.availableSpace(),
                            store.incoming().count(),
                            store.corruptionReports())));
  }

  /** Adds the routes of the storage protocol to {@code router}. */
  public void mount(Router router) {
    router.route("/storage/v1/*").handler(new SwissnumCheck(authorization));
    both(router, StoragePaths.VERSION).handler(this::version);
    router.put(StoragePaths.LEASE + STORAGE_INDEX).handler(this::addLease);

    router.post(StoragePaths.IMMUTABLE + STORAGE_INDEX).handler(this::allocate);
    router.get(StoragePaths.IMMUTABLE + STORAGE_INDEX + "/shares").handler(this::listImmutable);
    both(router, StoragePaths.IMMUTABLE + SHARE)
        .handler(new ReadShare(store::readImmutable, disk, vertx));
    router
        .patch(StoragePaths.IMMUTABLE + SHARE)
        .handler(new WriteShare(store.incoming(), disk, clock, config.durable()));
    router.put(StoragePaths.IMMUTABLE + SHARE + "/abort").handler(this::abort);
    router
        .post(StoragePaths.IMMUTABLE + SHARE + "/corrupt")
        .handler(ctx -> report(ctx, "immutable"));

    router
        .post(StoragePaths.MUTABLE + STORAGE_INDEX + "/read-test-write")
        .handler(this::readTestWrite);
    router.get(StoragePaths.MUTABLE + STORAGE_INDEX + "/shares").handler(this::listMutable);
    both(router, StoragePaths.MUTABLE + SHARE)
        .handler(new ReadShare(store::readMutable, disk, vertx));
    router.post(StoragePaths.MUTABLE + SHARE + "/corrupt").handler(ctx -> report(ctx, "mutable"));
  }

  private static Route both(Router router, String path) {
    return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
  }

  private void version(RoutingContext ctx) {
    WireFormat format = WireMessages.accepted(ctx);
    refreshVersion()
        .onSuccess(
            current ->
                WireMessages.reply(
                    ctx,
                    200,
                    format,
                    format == WireFormat.CBOR ? versionCbor : current.write(format)))
        .onFailure(ctx::fail);
  }

  /** Clients ask for the version all the time, so it is made anew once a second at most. */
  private Future<StorageVersion> refreshVersion() {
    if (version != null && System.nanoTime() - versionTime < VERSION_AGE_NANOS)
      return Future.succeededFuture(version);
    return disk.ask(store::availableSpace).map(this::remember);
  }

  private StorageVersion remember(long space) {
    long largest = Math.min(space, config.maximumShareSize());
    version = new StorageVersion(largest, config.maximumShareSize(), space, applicationVersion);
    versionCbor = version.write(WireFormat.CBOR);
    versionTime = System.nanoTime();
    return version;
  }

  private void addLease(RoutingContext ctx) {
    StorageIndex storageIndex = StorageRequest.storageIndex(ctx);
    Map<SecretKind, Secret> secrets =
        StorageRequest.secrets(ctx, SecretKind.LEASE_RENEW, SecretKind.LEASE_CANCEL);
    disk.run(() -> store.addLease(storageIndex, StorageRequest.leases(secrets)))
        .onSuccess(done -> ctx.response().setStatusCode(204).end())
        .onFailure(ctx::fail);
  }

  private void allocate(RoutingContext ctx) {
    WireFormat answer = WireMessages.accepted(ctx);
    StorageIndex storageIndex = StorageRequest.storageIndex(ctx);
    Map<SecretKind, Secret> secrets =
        StorageRequest.secrets(
            ctx, SecretKind.LEASE_RENEW, SecretKind.LEASE_CANCEL, SecretKind.UPLOAD);
    Secret upload = secrets.get(SecretKind.UPLOAD);
    WireMessages.message(ctx, MAX_MESSAGE, AllocateRequest::read)
        .compose(
            request ->
                disk.ask(
                    () ->
                        store.allocate(
                            storageIndex, request, StorageRequest.leases(secrets), upload)))
        .onSuccess(reply -> WireMessages.reply(ctx, 200, answer, reply::write))
        .onFailure(ctx::fail);
  }

  private void abort(RoutingContext ctx) {
    StorageIndex storageIndex = StorageRequest.storageIndex(ctx);
    int shareNumber = StorageRequest.shareNumber(ctx);
    Secret upload = StorageRequest.secrets(ctx, SecretKind.UPLOAD).get(SecretKind.UPLOAD);
    disk.run(() -> store.incoming().abort(storageIndex, shareNumber, upload))
        .onSuccess(done -> ctx.response().end())
        .onFailure(ctx::fail);
  }

  private void listImmutable(RoutingContext ctx) {
    StorageIndex storageIndex = StorageRequest.storageIndex(ctx);
    list(ctx, disk.ask(() -> store.immutableShares(storageIndex)));
  }

  private void listMutable(RoutingContext ctx) {
    StorageIndex storageIndex = StorageRequest.storageIndex(ctx);
    list(ctx, disk.ask(() -> store.mutableShares(storageIndex)));
  }

  private static void list(RoutingContext ctx, Future<SortedSet<Integer>> shares) {
    WireFormat format = WireMessages.accepted(ctx);
    shares
        .map(numbers -> format.write(out -> WireFormat.writeShareNumbers(out, numbers)))
        .onSuccess(message -> WireMessages.reply(ctx, 200, format, message))
        .onFailure(ctx::fail);
  }

  private void report(RoutingContext ctx, String kind) {
    StorageIndex storageIndex = StorageRequest.storageIndex(ctx);
    int shareNumber = StorageRequest.shareNumber(ctx);
    WireMessages.message(ctx, MAX_REPORT, CorruptionReport::read)
        .compose(
            report ->
                disk.run(
                    () -> store.reportCorruption(kind, storageIndex, shareNumber, report.reason())))
        .onSuccess(done -> ctx.response().end())
        .onFailure(ctx::fail);
  }

  private void readTestWrite(RoutingContext ctx) {
    WireFormat answer = WireMessages.accepted(ctx);
    StorageIndex storageIndex = StorageRequest.storageIndex(ctx);
    Map<SecretKind, Secret> secrets =
        StorageRequest.secrets(
            ctx, SecretKind.LEASE_RENEW, SecretKind.LEASE_CANCEL, SecretKind.WRITE_ENABLER);
    Secret writeEnabler = secrets.get(SecretKind.WRITE_ENABLER);
    WireMessages.message(ctx, MAX_READ_TEST_WRITE, ReadTestWrite::read)
        .compose(
            step ->
                disk.ask(
                    () ->
                        store.readTestWrite(
                            storageIndex, step, writeEnabler, StorageRequest.leases(secrets))))
        .onSuccess(reply -> WireMessages.reply(ctx, 200, answer, reply::write))
        .onFailure(ctx::fail);
  }

  private void startIdleCheck() {
    idleTimer =
        vertx.setPeriodic(
            IDLE_CHECK_MILLIS,
            timer -> disk.run(store.incoming()::dropIdle).onFailure(StorageService::log));
  }

  private static void log(Throwable failure) {
    LOG.error("dropping idle uploads failed", failure);
  }
}
