package org.truckee.storage;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.bytes.Secret;
import org.truckee.platform.BlockingWork;
import org.truckee.platform.RepeatedLook;
import org.truckee.platform.measure.MetricSink;
import org.truckee.platform.measure.Monitored;
import org.truckee.protocol.Blacklist;
import org.truckee.protocol.limit.ServerLimitStep;
import org.truckee.protocol.port.MessageMemory;
import org.truckee.protocol.storage.StoragePaths;
import org.truckee.storage.account.AccountCheck;
import org.truckee.storage.count.BucketCounting;
import org.truckee.storage.crawl.GarbageCollection;
import org.truckee.storage.disk.DiskShareStore;
import org.truckee.storage.disk.DiskWatch;
import org.truckee.storage.disk.StorageConfig;
import org.truckee.storage.measure.Latencies;
import org.truckee.storage.measure.MeasuredShareStore;
import org.truckee.storage.object.ObjectStore;
import org.truckee.storage.object.StoreMark;
import org.truckee.storage.share.ShareStore;
import org.truckee.storage.sweep.ObjectCare;

/**
 * The storage role: serves the shares of one {@link ShareStore} by the storage protocol (Great
 * Black Swamp, version 1), on the routes that a node mounts.
 */
public final class StorageService implements Monitored {
  private static final Logger LOG = LoggerFactory.getLogger(StorageService.class);
  private static final long SUMMARY_MILLIS = TimeUnit.HOURS.toMillis(1);
  private static final long IDLE_CHECK_MILLIS = TimeUnit.SECONDS.toMillis(15);

  private final Vertx vertx;
  private final StorageConfig config;
  private final InstantSource clock;
  private final AccountCheck check;
  private final Blacklist blacklist;
  private final ShareStore store;
  private final Latencies latencies;
  private final Supplier<Map<Integer, Long>> used;
  private final StorageFigures figures;
  private final StorageMetrics metrics;
  private final DiskWatch watch;
  private final GarbageCollection collection;
  private final BucketCounting counting;
  private final BlockingWork disk;
  private final Optional<ObjectCare> care;
  private final VersionReply version;
  private final MessageMemory memory;
  private final ServerLimitStep limits;
  private long idleTimer = -1;
  private long summaryTimer = -1;
  private final RepeatedLook lists;

  /** A server of the shares in {@code config}, for those who present {@code authorization}. */
  public StorageService(
      Vertx vertx,
      StorageConfig config,
      InstantSource clock,
      Secret authorization,
      String applicationVersion) {
    this(vertx, config, clock, authorization, applicationVersion, Optional.empty());
  }

  /** The same; the data of immutable shares go to {@code objects}, if there are such. */
  public StorageService(
      Vertx vertx,
      StorageConfig config,
      InstantSource clock,
      Secret authorization,
      String applicationVersion,
      Optional<ObjectStore> objects) {
    this.vertx = vertx;
    this.config = config;
    this.clock = clock;
    this.blacklist = config.access().blacklist();
    this.check = new AccountCheck(authorization, config.accounts(), clock);
    DiskShareStore shares = new DiskShareStore(config, clock, objects);
    this.care = objects.map(open -> new ObjectCare(vertx, open, config, shares, clock));
    this.used = () -> shares.accounting().used();
    this.watch = shares.watch();
    this.collection = new GarbageCollection(vertx, config, shares, clock);
    this.disk = watch.work(vertx);
    this.memory = MessageMemory.of(vertx, "storage");
    this.limits =
        new ServerLimitStep(
            "storage", config.access().limits(), memory.timers()::nanos, AccountCheck::shown);
    this.lists = new RepeatedLook(memory.timers(), disk, this::lookAtLists);
    this.latencies = new Latencies(memory.timers());
    this.store = new MeasuredShareStore(shares, latencies);
    this.counting = new BucketCounting(vertx, config.directory(), clock);
    this.figures =
        new StorageFigures(config, shares, latencies, counting::told, collection::status, clock);
    this.metrics =
        new StorageMetrics(config, shares, latencies, counting::total, collection::status);
    this.version = new VersionReply(store, disk, config, applicationVersion, memory.timers());
  }

  /** Prepares the disk; nothing is served before. */
  public Future<Void> open() {
    return disk.run(check::open)
        .compose(read -> lists.open())
        .compose(read -> disk.run(store::open))
        .compose(opened -> openObjects())
        .compose(opened -> Future.all(collection.open(), counting.open()))
        .compose(opened -> version.now())
        .onSuccess(ready -> startIdleCheck())
        .mapEmpty();
  }

  private Future<Void> openObjects() {
    return care.isPresent()
        ? care.get().open()
        : disk.run(() -> StoreMark.requireNone(config.directory()));
  }

  /** Drops what is unfinished. */
  public Future<Void> close() {
    vertx.cancelTimer(idleTimer);
    vertx.cancelTimer(summaryTimer);
    return Future.join(collection.close(), counting.close(), lists.close())
        .transform(ended -> disk.run(store::close))
        .eventually(() -> care.map(ObjectCare::close).orElse(Future.succeededFuture()))
        .eventually(disk::close);
  }

  /** What becomes of shares that nobody wants any more. */
  public GarbageCollection collection() {
    return collection;
  }

  /** The shares. */
  ShareStore store() {
    return store;
  }

  /** What messages and answers hold in memory. */
  MessageMemory memory() {
    return memory;
  }

  /** What the pages of a node tell of this role. */
  public Future<StorageStatus> status() {
    return version
        .now()
        .compose(
            current ->
                disk.ask(
                    () ->
                        new StorageStatus(
                            current.availableSpace(), store.uploads(), store.corruptionReports())));
  }

  /** The part of the figures that monitors are told. */
  public Future<Map<String, Object>> stats() {
    return disk.ask(figures::stats);
  }

  /** The bytes that each account takes, by its number. */
  public Map<Integer, Long> used() {
    return used.get();
  }

  /** The calls of each kind since the start. */
  public Map<String, Long> calls() {
    return latencies.counts();
  }

  /** The figures that an operator is shown, in the parts that Tahoe has for them. */
  public Future<Map<String, Object>> figures() {
    return disk.ask(figures::read);
  }

  @Override
  public Future<Void> tell(MetricSink sink) {
    memory.tell(sink, "storage");
    limits.tell(sink);
    return disk.run(() -> metrics.tell(sink));
  }

  @Override
  public Future<Optional<String>> trouble() {
    return disk.ask(watch::trouble)
        .compose(found -> found.isPresent() ? answer(found) : atObjects());
  }

  private Future<Optional<String>> atObjects() {
    return care.map(ObjectCare::trouble).orElse(answer(Optional.empty()));
  }

  private static Future<Optional<String>> answer(Optional<String> trouble) {
    return Future.succeededFuture(trouble);
  }

  /** Adds the routes of the storage protocol to {@code router}. */
  public void mount(Router router) {
    router.route("/storage/v1/*").handler(check);
    router.route("/storage/v1/*").handler(limits);
    router
        .route("/storage/v1/*")
        .handler(
            ctx -> {
              StorageRequest.prohibit(ctx, blacklist);
              ctx.next();
            });
    router.get(StoragePaths.LEDGER).handler(new LedgerReply(used, disk, memory.timers()));
    Optional<BlockingWork> delivery = care.map(ObjectCare::delivery);
    new ShareRoutes(vertx, store, disk, memory, version)
        .mount(
            router,
            new WriteShare(store, disk, delivery, clock, config.policy().durable()),
            new StoreShare(store, delivery.orElse(disk), memory, clock));
  }

  private void startIdleCheck() {
    idleTimer =
        vertx.setPeriodic(
            IDLE_CHECK_MILLIS, timer -> disk.run(store::dropIdle).onFailure(StorageService::log));
    summaryTimer = vertx.setPeriodic(SUMMARY_MILLIS, timer -> watch.summarise());
  }

  /** Reads the lists of accounts and of prohibited things again if they have changed. Blocks. */
  public void lookAtLists() {
    check.look();
    blacklist.look();
  }

  private static void log(Throwable failure) {
    LOG.error("idle uploads can't be dropped", failure);
  }
}
