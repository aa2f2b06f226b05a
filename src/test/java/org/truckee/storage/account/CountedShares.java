package org.truckee.storage.account;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.crypto.LeaseSecrets;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.account.Account;
import org.truckee.protocol.storage.AllocateReply;
import org.truckee.protocol.storage.AllocateRequest;
import org.truckee.protocol.storage.ReadTestWrite;
import org.truckee.storage.container.ShareInspection;
import org.truckee.storage.disk.DiskShareStore;
import org.truckee.storage.disk.StorageConfig;
import org.truckee.storage.expire.ExpireMode;
import org.truckee.storage.expire.ExpirePolicy;
import org.truckee.storage.share.LeaseHolder;
import org.truckee.storage.share.StoragePolicy;
import org.truckee.storage.share.UploadingClient;
import org.truckee.testing.TestClock;
import org.truckee.testing.http.Ask;

/** The shares of a server with accounts, and another way to count what they cost. */
public final class CountedShares {
  /** Leases end by their age. */
  public static final ExpirePolicy EXPIRING =
      new ExpirePolicy(
          true, ExpireMode.AGE, Optional.empty(), Optional.empty(), ExpirePolicy.USUAL.kinds());

  private static final Ed25519SigningKey OPERATOR = new Ed25519SigningKey(Ask.secret(9));

  /** The directory of the server. */
  public final Path directory;

  /** Its time. */
  public final TestClock clock = new TestClock();

  private final ExpirePolicy expire;

  /** Its shares. */
  public DiskShareStore store;

  /** The shares in {@code directory}, whose leases end by {@code expire}. */
  public CountedShares(Path directory, ExpirePolicy expire) throws IOException {
    this.directory = directory;
    this.expire = expire;
    start();
  }

  /** Starts the server, as another process would after this one was killed. */
  public void start() throws IOException {
    store = new DiskShareStore(config(), clock);
    store.open();
  }

  /** The settings of the server. */
  public StorageConfig config() {
    return new StorageConfig(
            directory, Bytes.wrap(new byte[20]), new StoragePolicy(0, false, 1L << 40, false))
        .expiring(expire)
        .taking(Optional.of(new AccountRules(OPERATOR.verifyingKey(), Optional.empty(), false)));
  }

  /** The secrets of an account's leases; each {@code node} of it has others. */
  static LeaseHolder holder(Account account, int node) {
    int number = 10 * account.number() + node;
    return new LeaseHolder(account, new LeaseSecrets(Ask.secret(number), Ask.secret(number + 1)));
  }

  /** Asks for room for shares of {@code size} bytes. */
  AllocateReply allocate(Account account, StorageIndex file, long size, Integer... numbers)
      throws IOException {
    AllocateRequest request = new AllocateRequest(new TreeSet<>(List.of(numbers)), size);
    UploadingClient client =
        new UploadingClient("here", Ask.secret(account.number()), holder(account, 0));
    return store.allocate(file, request, client);
  }

  /** Sends the bytes of a share that has room. */
  void finish(Account account, StorageIndex file, int number) throws IOException {
    var share = store.upload(file, number, Ask.secret(account.number()));
    share.write(0, ByteBuffer.allocate((int) share.size()), clock.instant());
    share.finish();
  }

  /** Stores a share of {@code size} bytes. */
  public void put(Account account, StorageIndex file, int number, long size) throws IOException {
    if (allocate(account, file, size, number).allocated().contains(number))
      finish(account, file, number);
  }

  /** Gives up a share that has room. */
  void abort(Account account, StorageIndex file, int number) throws IOException {
    store.abort(file, number, Ask.secret(account.number()));
  }

  /** Writes a mutable share of {@code size} bytes, or removes it if that is 0. */
  void write(Account account, StorageIndex file, int number, int size) throws IOException {
    SortedMap<Integer, ReadTestWrite.Change> changes = new TreeMap<>();
    List<ReadTestWrite.Write> writes =
        size == 0 ? List.of() : List.of(new ReadTestWrite.Write(0, Bytes.wrap(new byte[size])));
    changes.put(number, new ReadTestWrite.Change(List.of(), writes, (long) size));
    store.readTestWrite(
        file, new ReadTestWrite(changes, List.of()), Ask.secret(1), holder(account, 0));
  }

  /** Adds or renews a lease. */
  public void lease(Account account, StorageIndex file, int node) throws IOException {
    store.addLease(file, holder(account, node));
  }

  /** What the ledger says that each account takes. */
  public Map<Integer, Long> ledger() {
    return store.accounting().used();
  }

  /** What the files of the shares say: their data, 4 KiB at least, for each account on a lease. */
  public Map<Integer, Long> disk() throws IOException {
    return disk(directory, this::holds);
  }

  /** The same of a server in {@code directory}, where the leases that {@code holds} picks count. */
  public static Map<Integer, Long> disk(Path directory, Predicate<ShareInspection.LeaseDate> holds)
      throws IOException {
    Map<Integer, Long> sums = new TreeMap<>();
    try (Stream<Path> all = Files.walk(directory.resolve("shares"))) {
      for (Path file : all.filter(CountedShares::isShare).toList()) add(file, holds, sums);
    }
    return sums;
  }

  private static boolean isShare(Path file) {
    return Files.isRegularFile(file)
        && file.getParent().getFileName().toString().length() == 26
        && file.getFileName().toString().matches("[0-9]+");
  }

  private static void add(
      Path file, Predicate<ShareInspection.LeaseDate> holds, Map<Integer, Long> sums)
      throws IOException {
    try (ShareInspection share = ShareInspection.open(file).orElseThrow()) {
      Set<Integer> accounts = new HashSet<>();
      for (ShareInspection.LeaseDate lease : share.leases())
        if (lease.owner() > 1 && holds.test(lease)) accounts.add(lease.owner());
      for (int account : accounts)
        sums.merge(account, Math.max(4096, share.dataLength()), Long::sum);
    }
  }

  private boolean holds(ShareInspection.LeaseDate lease) {
    Instant end = Instant.ofEpochSecond(lease.expiration());
    return !expire.enabled() || !end.isBefore(clock.instant());
  }
}
