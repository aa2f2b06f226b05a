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
import org.truckee.storage.share.StoragePolicy;
import org.truckee.storage.share.UploadingClient;
import org.truckee.storage.trash.ShareTrash;
import org.truckee.testing.http.Ask;

/**
 * A process that stores shares, some of them under leases that have ended, and crawls meanwhile. It
 * is killed, or its disk fails; another one looks at what it has left.
 */
final class CrawlingProcess {
  private static final Secret UPLOAD = Ask.secret(3);
  private static final LeaseSecrets LEASES = new LeaseSecrets(Ask.secret(1), Ask.secret(2));
  private static final Duration LONG_AGO = Duration.ofDays(40);
  private static final int DEEPEST = 8;
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

  /** Stores a share without end, and says so. */
  private void load(int run) throws IOException {
    for (int i = 0; ; i++) {
      int number = run * 1000 + i;
      store(number, i % 2 == 0 ? LONG_AGO : Duration.ZERO);
      System.out.println((i % 2 == 0 ? "old " : "new ") + number);
      for (int slice = 0; slice < 3; slice++) crawler.work();
    }
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
      store.allocate(index(number), request, new UploadingClient("here", UPLOAD, LEASES));
      var share = store.upload(index(number), 0, UPLOAD);
      share.write(0, ByteBuffer.wrap(bytes), Instant.now());
      share.finish();
    } finally {
      ago = Duration.ZERO;
    }
  }

  /** The n-th call of each kind fails in the midst of a crawl, after which the share still is. */
  private void failAll(Path control) throws IOException {
    try (FileChannel file =
        FileChannel.open(control, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer faults =
          file.map(FileChannel.MapMode.READ_WRITE, 0, 12).order(ByteOrder.nativeOrder());
      int number = 0;
      for (int kind = 1; kind <= 8; kind++) {
        int fired = 0;
        for (int n = 1; n <= DEEPEST; n++) {
          store(++number, LONG_AGO);
          faults.putInt(8, 0).putInt(4, n).putInt(0, kind);
          crawlTwice();
          faults.putInt(0, 0);
          fired += faults.getInt(8);
          requireOnePlace(number);
        }
        System.out.println("kind " + kind + " fired " + fired);
      }
      crawlTwice();
    }
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
