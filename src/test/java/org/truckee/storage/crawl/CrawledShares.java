package org.truckee.storage.crawl;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.LeaseSecrets;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.account.Account;
import org.truckee.protocol.storage.AllocateReply;
import org.truckee.protocol.storage.AllocateRequest;
import org.truckee.protocol.storage.ReadTestWrite;
import org.truckee.storage.account.AccountRules;
import org.truckee.storage.cycle.CycleReport;
import org.truckee.storage.cycle.Outcome;
import org.truckee.storage.disk.DiskShareStore;
import org.truckee.storage.disk.ShareDirectories;
import org.truckee.storage.disk.StorageConfig;
import org.truckee.storage.expire.ExpirePolicy;
import org.truckee.storage.expire.Presence;
import org.truckee.storage.share.LeaseHolder;
import org.truckee.storage.share.StoragePolicy;
import org.truckee.storage.share.UploadingClient;
import org.truckee.storage.trash.ShareTrash;
import org.truckee.storage.trash.Undeletion;
import org.truckee.testing.TestClock;
import org.truckee.testing.http.Ask;

/** Shares in a real directory with a crawler, and time that a test lets pass. */
final class CrawledShares {
  private static final Secret UPLOAD = Ask.secret(3);
  private static final CrawlPace PACE =
      new CrawlPace(
          Duration.ofMinutes(6),
          Duration.ofMillis(200),
          0.1,
          Duration.ofHours(12),
          Duration.ofMinutes(5),
          Duration.ofMinutes(1));

  final Path directory;
  final TestClock clock = new TestClock();
  final ShareDirectories directories;
  final ShareTrash trash;
  private final ExpirePolicy policy;
  private final Optional<AccountRules> accounts;
  private long passed;
  DiskShareStore store;
  LeaseCrawler crawler;

  /** Shares in {@code directory}, of a server that has been in service for long. */
  CrawledShares(Path directory, ExpirePolicy policy) throws IOException {
    this(directory, policy, Optional.empty());
  }

  /** The same, of a server that takes accounts. */
  CrawledShares(Path directory, ExpirePolicy policy, Optional<AccountRules> accounts)
      throws IOException {
    this.accounts = accounts;
    this.directory = directory;
    this.directories = new ShareDirectories(directory);
    this.trash = new ShareTrash(directories);
    this.policy = policy;
    Files.createDirectories(directory);
    Presence steady = new Presence(clock.instant(), Optional.empty());
    new CrawlFile(directory)
        .keep(
            new CrawlState(
                Optional.of(steady),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    start();
  }

  /** Starts the server, as another process would. */
  void start() throws IOException {
    StorageConfig config =
        new StorageConfig(
            directory, Bytes.wrap(new byte[20]), new StoragePolicy(0, false, 1L << 40, false));
    store = new DiskShareStore(config.expiring(policy).taking(accounts), clock);
    store.open();
    startCrawler();
  }

  /** Starts the crawler alone. */
  void startCrawler() {
    crawler =
        new LeaseCrawler(
            new LeaseCrawler.Parts(
                directories.shares(),
                policy,
                new BucketCollector(store, directories, trash, policy),
                trash,
                new CrawlFile(directory),
                store.watch()),
            PACE,
            new CrawlTime(clock, this::tick));
  }

  /** A millisecond passes whenever it is asked for. */
  private long tick() {
    return passed += 1_000_000;
  }

  /** Lets time pass. */
  void pass(Duration time) {
    passed += time.toNanos();
    clock.advance(time);
  }

  /** Sets the clock. */
  void jump(Duration difference) {
    clock.advance(difference);
  }

  /** Lets half a day pass, and crawls through everything once. */
  CycleReport cycle() {
    pass(Duration.ofHours(12));
    long before = finished();
    while (finished() == before) crawler.work();
    return crawler.status().history().get(before + 1);
  }

  /** The number of the last cycle that is over. */
  long finished() {
    return crawler.status().progress().lastFinished().orElse(-1L);
  }

  /** Stores an immutable share. */
  void put(StorageIndex file, int number, byte[] bytes) throws IOException {
    allocate(file, number, bytes.length);
    finish(file, number, bytes);
  }

  /** Asks for room for a share, which renews the leases of those that are there. */
  AllocateReply allocate(StorageIndex file, int number, long size) throws IOException {
    AllocateRequest request = new AllocateRequest(new TreeSet<>(Set.of(number)), size);
    return store.allocate(
        file, request, new UploadingClient("here", UPLOAD, LeaseHolder.anybody(leases(1))));
  }

  /** Sends the bytes of a share that has room. */
  void finish(StorageIndex file, int number, byte[] bytes) throws IOException {
    var share = store.upload(file, number, UPLOAD);
    share.write(0, ByteBuffer.wrap(bytes), clock.instant());
    share.finish();
  }

  /** Stores an immutable share of an account. */
  void putFor(Account account, StorageIndex file, int number, int size) throws IOException {
    AllocateRequest request = new AllocateRequest(new TreeSet<>(Set.of(number)), size);
    LeaseHolder holder = new LeaseHolder(account, leases(10 * account.number()));
    store.allocate(file, request, new UploadingClient("here", UPLOAD, holder));
    if (!has(file, number)) finish(file, number, new byte[size]);
  }

  /** Stores a mutable share. */
  void putMutable(StorageIndex file, int number, byte[] bytes) throws IOException {
    TreeMap<Integer, ReadTestWrite.Change> changes = new TreeMap<>();
    List<ReadTestWrite.Write> write = List.of(new ReadTestWrite.Write(0, Bytes.wrap(bytes)));
    changes.put(number, new ReadTestWrite.Change(List.of(), write, null));
    store.readTestWrite(
        file, new ReadTestWrite(changes, List.of()), Ask.secret(4), LeaseHolder.anybody(leases(1)));
  }

  /** Renews the lease of the client with this number, or adds one. */
  void renew(StorageIndex file, int client) throws IOException {
    store.addLease(file, LeaseHolder.anybody(leases(client)));
  }

  private static LeaseSecrets leases(int client) {
    return new LeaseSecrets(Ask.secret(client), Ask.secret(client + 1));
  }

  /** Brings back a file's shares from the trash. */
  int undelete(StorageIndex file) throws IOException {
    return new Undeletion(store, trash).undelete(file);
  }

  /** Tells whether the share is stored. */
  boolean has(StorageIndex file, int number) {
    return Files.exists(directories.share(file, number));
  }

  /** The files in the trash, by their paths below it. */
  List<String> inTrash() throws IOException {
    Path root = directory.resolve("trash");
    if (!Files.exists(root)) return List.of();
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).map(root::relativize).map(Path::toString).toList();
    }
  }

  /** The number of shares in a set. */
  static long shares(CycleReport report, Outcome outcome) {
    return report.space().of(outcome, Optional.empty()).shares();
  }

  /** The time on the clock. */
  Instant now() {
    return clock.instant();
  }
}
