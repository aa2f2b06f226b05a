package org.truckee.storage.crawl;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.truckee.crypto.StorageIndex;
import org.truckee.platform.BlockingWork;
import org.truckee.platform.Timers;
import org.truckee.storage.cycle.LeaseCheckerStatus;
import org.truckee.storage.disk.DiskShareStore;
import org.truckee.storage.disk.ShareDirectories;
import org.truckee.storage.disk.StorageConfig;
import org.truckee.storage.trash.ShareTrash;
import org.truckee.storage.trash.TrashedDay;
import org.truckee.storage.trash.Undeletion;

/**
 * The garbage collection of a storage server: a crawler on a thread of its own, woken by a timer.
 * Event loop only.
 */
public final class GarbageCollection {
  private final StorageConfig config;
  private final DiskShareStore store;
  private final ShareTrash trash;
  private final Timers timers;
  private final BlockingWork blocking;
  private final CrawlTime time;
  private final CrawlPace pace;
  private volatile Optional<LeaseCrawler> crawler = Optional.empty();
  private Optional<Slices> slices = Optional.empty();

  /** The collection of the shares in {@code store}, which {@code config} describes. */
  public GarbageCollection(
      Vertx vertx, StorageConfig config, DiskShareStore store, InstantSource clock) {
    this(config, store, Timers.of(vertx), BlockingWork.onThreads(vertx, "truckee-crawl", 1), clock);
  }

  GarbageCollection(
      StorageConfig config,
      DiskShareStore store,
      Timers timers,
      BlockingWork blocking,
      InstantSource clock) {
    this.config = config;
    this.store = store;
    this.trash = new ShareTrash(new ShareDirectories(config.directory()));
    this.timers = timers;
    this.blocking = blocking;
    this.time = new CrawlTime(clock, timers);
    this.pace = CrawlPace.USUAL;
  }

  /** Reads what an earlier run remembered; the crawl begins a while later. */
  public Future<Void> open() {
    return blocking.ask(this::crawler).onSuccess(this::start).mapEmpty();
  }

  private LeaseCrawler crawler() {
    ShareDirectories directories = new ShareDirectories(config.directory());
    Path shares = directories.shares();
    return new LeaseCrawler(
        new LeaseCrawler.Parts(
            shares,
            config.expire(),
            new BucketCollector(store, directories, trash, config.expire()),
            trash,
            new CrawlFile(config.directory()),
            store.watch()),
        pace,
        time);
  }

  private void start(LeaseCrawler opened) {
    crawler = Optional.of(opened);
    Slices begun = new Slices(opened, blocking, timers);
    slices = Optional.of(begun);
    begun.start(pace.firstSlice());
  }

  /** All that an operator is told; empty before the start. Any thread. */
  public Optional<LeaseCheckerStatus> status() {
    return crawler.map(LeaseCrawler::status);
  }

  /** What is in the trash, the latest day first. */
  public Future<List<TrashedDay>> trash() {
    return blocking.ask(trash::list);
  }

  /** Brings back the shares of one file, and returns how many there were. */
  public Future<Integer> undelete(StorageIndex storageIndex) {
    return blocking.ask(() -> new Undeletion(store, trash).undelete(storageIndex));
  }

  /**
   * Brings back all shares that went on {@code first} or later, and returns how many there were.
   */
  public Future<Long> undeleteSince(LocalDate first) {
    return blocking.ask(() -> new Undeletion(store, trash).undeleteSince(first));
  }

  /** Ends the crawl, and remembers how far it came. */
  public Future<Void> close() {
    return slices.map(Slices::close).orElse(Future.succeededFuture()).eventually(blocking::close);
  }
}
