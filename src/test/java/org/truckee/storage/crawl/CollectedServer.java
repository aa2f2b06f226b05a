package org.truckee.storage.crawl;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.truckee.bytes.Bytes;
import org.truckee.platform.Ticker;
import org.truckee.storage.disk.DiskShareStore;
import org.truckee.storage.disk.ShareDirectories;
import org.truckee.storage.disk.StorageConfig;
import org.truckee.storage.expire.ExpireMode;
import org.truckee.storage.expire.ExpirePolicy;
import org.truckee.storage.expire.Presence;
import org.truckee.storage.share.StoragePolicy;
import org.truckee.storage.trash.ShareTrash;
import org.truckee.testing.TestClock;

/** The garbage collection of a server of a test, which goes through everything when a test says. */
public final class CollectedServer {
  private static final ExpirePolicy ENABLED =
      new ExpirePolicy(
          true, ExpireMode.AGE, Optional.empty(), Optional.empty(), ExpirePolicy.USUAL.kinds());
  private static final CrawlPace PACE =
      new CrawlPace(
          Duration.ofMinutes(6),
          Duration.ofMillis(200),
          0.1,
          Duration.ofHours(12),
          Duration.ofMinutes(5),
          Duration.ofMinutes(1));

  private final TestClock clock;
  private final LeaseCrawler crawler;
  private long steps;

  /** The collection of the shares in {@code directory}, of a server that was there for long. */
  public CollectedServer(Path directory, TestClock clock) throws IOException {
    this.clock = clock;
    ShareDirectories directories = new ShareDirectories(directory);
    ShareTrash trash = new ShareTrash(directories);
    Presence steady = new Presence(clock.instant(), Optional.empty());
    CrawlFile file = new CrawlFile(directory);
    file.keep(
        new CrawlState(
            Optional.of(steady),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    StoragePolicy policy = new StoragePolicy(0, false, 1L << 40, false);
    DiskShareStore store =
        new DiskShareStore(
            new StorageConfig(directory, Bytes.wrap(new byte[20]), policy).expiring(ENABLED),
            clock);
    this.crawler =
        new LeaseCrawler(
            new LeaseCrawler.Parts(
                directories.shares(),
                ENABLED,
                new BucketCollector(store, directories, trash, ENABLED),
                trash,
                file,
                store.watch()),
            PACE,
            new CrawlTime(clock, ticker()));
  }

  /** The time that passes with the clock, and a millisecond whenever it is asked for. */
  private Ticker ticker() {
    return () -> 1_000_000 * (clock.instant().toEpochMilli() + steps++);
  }

  /** Crawls through all shares once, if the last time is half a day ago. */
  public void collect() {
    long before = finished();
    while (finished() == before) crawler.work();
  }

  private long finished() {
    return crawler.status().progress().lastFinished().orElse(-1L);
  }
}
