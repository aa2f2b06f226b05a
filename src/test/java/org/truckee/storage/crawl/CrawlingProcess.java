package org.truckee.storage.crawl;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.LeaseSecrets;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.storage.AllocateRequest;
import org.truckee.storage.disk.DiskShareStore;
import org.truckee.storage.disk.ShareDirectories;
import org.truckee.storage.disk.StorageConfig;
import org.truckee.storage.expire.ExpireMode;
import org.truckee.storage.expire.ExpirePolicy;
import org.truckee.storage.expire.Presence;
import org.truckee.storage.share.LeaseHolder;
import org.truckee.storage.share.StoragePolicy;
import org.truckee.storage.share.UploadingClient;
import org.truckee.storage.trash.ShareTrash;
import org.truckee.storage.trash.Undeletion;
import org.truckee.testing.faults.FaultShim;
import org.truckee.testing.http.Ask;

/**
 * A process that stores shares, some of them under leases that have ended, crawls meanwhile, and
 * brings shares back. It is killed, or its disk fails; another one looks at what it has left.
 */
final class CrawlingProcess {
  private static final Secret UPLOAD = Ask.secret(3);
  private static final LeaseSecrets LEASES = new LeaseSecrets(Ask.secret(1), Ask.secret(2));
  private static final Duration LONG_AGO = Duration.ofDays(40);
  private static final int DEEPEST = 8;

  /** A day of which nothing is in the trash any more. */
  static final String LAST_YEAR = "2020-01-01";

  private static final ExpirePolicy POLICY =
      new ExpirePolicy(
          true, ExpireMode.AGE, Optional.empty(), Optional.empty(), ExpirePolicy.USUAL.kinds());
  private static final CrawlPace PACE =
      new CrawlPace(
          Duration.ZERO,
          Duration.ofMillis(3),
          1,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ofMillis(9));

  private final Path root;
  private final ShareDirectories directories;
  private final DiskShareStore store;
  private Duration ago = Duration.ZERO;
  private LeaseCrawler crawler;

  private CrawlingProcess(Path root) throws IOException {
    this.root = root;
    this.directories = new ShareDirectories(root);
    StorageConfig config =
        new StorageConfig(
            root, Bytes.wrap(new byte[20]), new StoragePolicy(0, false, 1L << 40, true));
    this.store = new DiskShareStore(config, () -> Instant.now().minus(ago));
    store.open();
    startCrawler();
  }

  private void startCrawler() {
    ShareTrash trash = new ShareTrash(directories);
    crawler =
        new LeaseCrawler(
            new LeaseCrawler.Parts(
                directories.shares(),
                POLICY,
                new BucketCollector(store, directories, trash, POLICY),
                trash,
                new CrawlFile(root),
                store.watch()),
            PACE,
            new CrawlTime(Instant::now, System::nanoTime));
  }

  /** Makes a server that has been in service for long. */
  static void prepare(Path root) throws IOException {
    Files.createDirectories(root);
    CrawlState state = CrawlState.NEW;
    new CrawlFile(root)
        .keep(
            new CrawlState(
                Optional.of(new Presence(Instant.now(), Optional.empty())),
                state.lastFinished(),
                state.lastStart(),
                state.lastTook(),
                state.underWay()));
  }

  /**
   * {@code FOLDER load N} works until it is killed, the N-th time; {@code FOLDER fail CONTROL} lets
   * its disk fail; {@code FOLDER crawl} crawls twice.
   */
  public static void main(String[] args) throws Exception {
    CrawlingProcess process = new CrawlingProcess(Path.of(args[0]));
    switch (args[1]) {
      case "load" -> process.load(Integer.parseInt(args[2]));
      case "fail" -> process.failAll(Path.of(args[2]));
      default -> process.crawlTwice();
    }
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  /** Stores shares without end, and says so; every second one of them goes, and some come back. */
  private void load(int run) throws IOException {
    throwAwayLongAgo(run);
    for (int i = 0; ; i++) {
      int number = run * 1000 + i;
      store(number, i % 2 == 0 ? LONG_AGO : Duration.ZERO);
      System.out.println((i % 2 == 0 ? "old " : "new ") + number);
      for (int slice = 0; slice < 3; slice++) crawler.work();
      if (i % 3 == 2) bringBack(run * 1000 + (i / 4) * 2);
    }
  }

  /** A share that went so long ago that it is deleted for good. */
  private void throwAwayLongAgo(int run) throws IOException {
    Path bucket = root.resolve("trash/" + LAST_YEAR + "/aa/" + "a".repeat(24) + run % 10 + "a");
    Files.createDirectories(bucket);
    for (int share = 0; share < 9; share++) Files.write(bucket.resolve("" + share), bytes(run));
  }

  /** Brings a share back from the trash, or else gives it a new lease where it is. */
  private void bringBack(int number) throws IOException {
    System.out.println("bringing " + number);
    if (undelete(number) == 0) store.addLease(index(number), LeaseHolder.anybody(LEASES));
    System.out.println("back " + number);
  }

  private void crawlTwice() {
    long first = finished();
    while (finished() < first + 2) crawler.work();
    System.out.println("crawled");
  }

  private long finished() {
    return crawler.status().progress().lastFinished().orElse(-1L);
  }

  private void store(int number, Duration granted) throws IOException {
    byte[] bytes = bytes(number);
    AllocateRequest request = new AllocateRequest(new TreeSet<>(Set.of(0)), bytes.length);
    ago = granted;
    try {
      store.allocate(
          index(number), request, new UploadingClient("here", UPLOAD, LeaseHolder.anybody(LEASES)));
      var share = store.upload(index(number), 0, UPLOAD);
      share.write(0, ByteBuffer.wrap(bytes), Instant.now());
      share.finish();
    } finally {
      ago = Duration.ZERO;
    }
  }

  /**
   * The n-th call of each kind fails in the midst of a crawl, of a share's way back, and while the
   * trash is emptied; each share still is in one place.
   */
  private void failAll(Path control) throws IOException {
    try (FileChannel file =
        FileChannel.open(control, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer faults =
          file.map(FileChannel.MapMode.READ_WRITE, 0, 12).order(ByteOrder.nativeOrder());
      fail("crawl", faults, number -> store(number, LONG_AGO), number -> crawlTwice());
      crawlTwice();
      fail("undelete", faults, number -> {}, this::undelete);
      fail("purge", faults, this::throwAwayLongAgo, number -> purge());
    }
    purge();
    crawlTwice();
  }

  /** A step with the share of that number. */
  private interface Step {
    void with(int number) throws IOException;
  }

  private void fail(String what, ByteBuffer faults, Step before, Step step) throws IOException {
    int number = 0;
    for (String kind : FaultShim.KINDS) {
      int fired = 0;
      for (int n = 1; n <= DEEPEST; n++) {
        before.with(++number);
        faults.putInt(8, 0).putInt(4, n).putInt(0, 1 + FaultShim.KINDS.indexOf(kind));
        try {
          step.with(number);
        } catch (IOException told) {
          if (faults.getInt(8) == 0) throw told;
        } finally {
          faults.putInt(0, 0);
        }
        fired += faults.getInt(8);
        requireOnePlace(number);
      }
      System.out.println(what + " " + kind + " fired " + fired);
    }
  }

  private int undelete(int number) throws IOException {
    return new Undeletion(store, new ShareTrash(directories)).undelete(index(number));
  }

  private void purge() throws IOException {
    new ShareTrash(directories).purge(LocalDate.now(ZoneOffset.UTC), () -> true);
  }

  private void requireOnePlace(int number) throws IOException {
    List<Path> places = places(root).getOrDefault(index(number).toString(), List.of());
    if (places.size() != 1) throw new IllegalStateException(number + " is in " + places);
  }

  /** The storage index of a share. */
  static StorageIndex index(int number) {
    byte[] bytes = new byte[StorageIndex.SIZE];
    ByteBuffer.wrap(bytes).putInt(number * 0x9E3779B1).putInt(number);
    return new StorageIndex(Bytes.wrap(bytes));
  }

  /** The bytes of a share. */
  static byte[] bytes(int number) {
    return ("share " + number + " ").repeat(20).getBytes(StandardCharsets.UTF_8);
  }

  /** The files of shares, stored or in the trash, by their storage indexes. */
  static Map<String, List<Path>> places(Path root) throws IOException {
    Map<String, List<Path>> places = new HashMap<>();
    for (String part : List.of("shares", "trash")) {
      Path top = root.resolve(part);
      if (!Files.exists(top)) continue;
      try (Stream<Path> files = Files.walk(top)) {
        files
            .filter(Files::isRegularFile)
            .forEach(
                file ->
                    places
                        .computeIfAbsent(
                            file.getParent().getFileName().toString(), name -> new ArrayList<>())
                        .add(file));
      }
    }
    return places;
  }
}
