package org.truckee.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.truckee.GridException;
import org.truckee.bytes.Secret;
import org.truckee.crypto.LeaseSecrets;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.AllocateReply;
import org.truckee.protocol.AllocateRequest;
import org.truckee.protocol.ReadTestWrite;

/**
 * The shares of one server on its disk. What it says is stored is whole and, if so configured, on
 * the disk itself; what is unfinished is in {@code incoming/} and is gone after a restart. Every
 * method blocks, and may be called from any thread.
 */
final class DiskShareStore {
  private static final int LOCKS = 64;

  private record Upload(StorageIndex storageIndex, int shareNumber) {}

  private final StorageConfig config;
  private final InstantSource clock;
  private final ShareDirectories directories;
  private final DirectorySync directorySync;
  private final Journal journal;
  private final MutableShares mutable;
  private final CorruptionReports reports;
  private final Map<Upload, IncomingShare> uploads = new ConcurrentHashMap<>();
  private final Lock[] locks =
      Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(Lock[]::new);

  DiskShareStore(StorageConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
    this.directories = new ShareDirectories(config.directory());
    this.directorySync = new DirectorySync(config.durable());
    this.journal = new Journal(directories.shares(), config.durable());
    this.mutable = new MutableShares(config, directories, journal, clock);
    this.reports = new CorruptionReports(config.directory(), clock);
  }

  /** Something to do with the shares of one storage index while nothing else is done with them. */
  private interface Step<T> {
    T run() throws IOException;
  }

  /**
   * Makes the directories, finishes or drops what a crash left half done, and clears {@code
   * incoming/}.
   */
  void open() throws IOException {
    Files.createDirectories(directories.incoming());
    journal.recover();
    try (Stream<Path> old = Files.walk(directories.incoming())) {
      for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
        if (!path.equals(directories.incoming())) Files.delete(path);
      }
    }
  }

  /** Drops everything unfinished. */
  void close() throws IOException {
    for (IncomingShare share : List.copyOf(uploads.values())) drop(share);
  }

  /** The bytes that would be accepted now. */
  long availableSpace() throws IOException {
    if (config.readonly()) return 0;
    long usable = Files.getFileStore(directories.shares()).getUsableSpace();
    long promised = uploads.values().stream().mapToLong(IncomingShare::outstanding).sum();
    return Math.max(0, usable - config.reservedSpace() - promised);
  }

  /** Makes room for those of the wished shares that are not here, as far as there is space. */
  AllocateReply allocate(
      StorageIndex storageIndex, AllocateRequest request, LeaseSecrets leases, Secret upload)
      throws IOException {
    if (request.allocatedSize() > config.maximumShareSize()) {
      throw new GridException(
          GridException.Kind.TOO_LARGE,
          "a share has at most " + config.maximumShareSize() + " bytes here");
    }
    dropIdle();
    return locked(storageIndex, () -> allocateLocked(storageIndex, request, leases, upload));
  }

  private AllocateReply allocateLocked(
      StorageIndex storageIndex, AllocateRequest request, LeaseSecrets leases, Secret upload)
      throws IOException {
    SortedSet<Integer> alreadyHave = immutableShares(storageIndex);
    SortedSet<Integer> allocated = new TreeSet<>();
    long space = availableSpace();
    for (int shareNumber : request.shareNumbers()) {
      if (alreadyHave.contains(shareNumber)) continue;
      IncomingShare underWay = uploads.get(new Upload(storageIndex, shareNumber));
      if (underWay != null) {
        if (underWay.belongsTo(upload) && underWay.size == request.allocatedSize())
          allocated.add(shareNumber);
      } else if (request.allocatedSize() <= space) {
        begin(storageIndex, shareNumber, request.allocatedSize(), leases, upload);
        allocated.add(shareNumber);
        space -= request.allocatedSize();
      }
    }
    for (int shareNumber : alreadyHave) {
      ImmutableContainer.addOrRenewLease(
          directories.share(storageIndex, shareNumber), leases, clock.instant(), config.durable());
    }
    return new AllocateReply(alreadyHave, allocated);
  }

  private void begin(
      StorageIndex storageIndex, int shareNumber, long size, LeaseSecrets leases, Secret upload)
      throws IOException {
    Path path = directories.incomingShare(storageIndex, shareNumber);
    Files.createDirectories(path.getParent());
    FileChannel file =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    Instant now = clock.instant();
    IncomingShare share =
        new IncomingShare(storageIndex, shareNumber, size, path, file, upload, now);
    try {
      ImmutableContainer.create(file, size, leases, now);
    } catch (IOException e) {
      drop(share);
      throw e;
    }
    uploads.put(new Upload(storageIndex, shareNumber), share);
  }

  /**
   * The unfinished share that {@code upload} was allocated with; {@code NOT_FOUND} or {@code
   * UNAUTHORIZED} if there is none.
   */
  IncomingShare incoming(StorageIndex storageIndex, int shareNumber, Secret upload) {
    IncomingShare share = uploads.get(new Upload(storageIndex, shareNumber));
    if (share == null) {
      throw new GridException(
          GridException.Kind.NOT_FOUND, "share " + shareNumber + " is not being uploaded");
    }
    if (!share.belongsTo(upload)) {
      throw new GridException(
          GridException.Kind.UNAUTHORIZED, "the upload secret is not that of share " + shareNumber);
    }
    return share;
  }

  /**
   * Makes {@code share}, of which nothing is missing, one that is stored. {@code CONFLICT} if
   * another has come to its place meanwhile; that one stays.
   */
  void finish(IncomingShare share) throws IOException {
    locked(
        share.storageIndex,
        () -> {
          Path home = directories.share(share.storageIndex, share.shareNumber);
          if (share.isFinished() && Files.exists(home)) return null;
          if (isShare(home)) throw taken(share.shareNumber);
          share.finish(config.durable());
          directorySync.create(directories.shares(), home.getParent());
          move(share.path, home);
          directorySync.sync(home.getParent());
          uploads.remove(new Upload(share.storageIndex, share.shareNumber));
          return null;
        });
    prune(share.path.getParent());
  }

  private static boolean isShare(Path file) throws IOException {
    if (!Files.exists(file)) return false;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return MutableContainer.isOne(channel) || ImmutableContainer.read(channel).isPresent();
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException("incoming/ and shares/ must be on one file system", e);
    }
  }

  /**
   * Gives up what {@code upload} was allocated for; {@code NOT_ALLOWED} if the share is stored
   * already.
   */
  void abort(StorageIndex storageIndex, int shareNumber, Secret upload) throws IOException {
    if (!uploads.containsKey(new Upload(storageIndex, shareNumber))
        && Files.exists(directories.share(storageIndex, shareNumber))) {
      throw new GridException(
          GridException.Kind.NOT_ALLOWED, "share " + shareNumber + " is stored and stays");
    }
    drop(incoming(storageIndex, shareNumber, upload));
  }

  /** Drops {@code share}, of which something is missing. */
  void drop(IncomingShare share) throws IOException {
    uploads.remove(new Upload(share.storageIndex, share.shareNumber), share);
    share.close();
    Files.deleteIfExists(share.path);
    prune(share.path.getParent());
  }

  /** Drops what has been idle for too long, so that its place and its space are free. */
  void dropIdle() throws IOException {
    Instant limit = clock.instant().minus(config.idleUploadTimeout());
    for (IncomingShare share : List.copyOf(uploads.values())) {
      if (share.idleSince(limit)) drop(share);
    }
  }

  /** The shares that are being uploaded. */
  int uploadsUnderWay() {
    return uploads.size();
  }

  /**
   * The immutable shares that are stored whole; {@code CONFLICT} if those of {@code storageIndex}
   * are mutable. A file that is no container is no share.
   */
  SortedSet<Integer> immutableShares(StorageIndex storageIndex) throws IOException {
    SortedSet<Integer> shares = new TreeSet<>();
    for (Map.Entry<Integer, Path> file : directories.list(storageIndex).entrySet()) {
      try (FileChannel channel = FileChannel.open(file.getValue(), StandardOpenOption.READ)) {
        if (MutableContainer.isOne(channel)) throw notImmutable();
        if (ImmutableContainer.read(channel).isPresent()) shares.add(file.getKey());
      }
    }
    return shares;
  }

  /**
   * The mutable shares of {@code storageIndex}; like the real server, it also lists immutable ones.
   */
  SortedSet<Integer> mutableShares(StorageIndex storageIndex) throws IOException {
    return new TreeSet<>(directories.list(storageIndex).keySet());
  }

  /** Where the data of one share lies. */
  record Location(Path file, long offset, long length) {}

  /** Reads something of a share. */
  interface Reader<T> {
    /** Reads from the data that lie there. */
    T read(Location share) throws IOException;
  }

  /** What {@code reader} finds in an immutable share; {@code NOT_FOUND} if that is not stored. */
  <T> T readImmutable(StorageIndex storageIndex, int shareNumber, Reader<T> reader)
      throws IOException {
    return reader.read(immutable(storageIndex, shareNumber));
  }

  /**
   * What {@code reader} finds in a mutable share, which nothing changes as long as it reads; {@code
   * NOT_FOUND} if that is not stored.
   */
  <T> T readMutable(StorageIndex storageIndex, int shareNumber, Reader<T> reader)
      throws IOException {
    return locked(
        storageIndex,
        () -> {
          journal.finish(storageIndex.toString());
          return reader.read(mutable(storageIndex, shareNumber));
        });
  }

  private Location immutable(StorageIndex storageIndex, int shareNumber) throws IOException {
    Path path = directories.share(storageIndex, shareNumber);
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      ImmutableContainer share =
          ImmutableContainer.read(file).orElseThrow(DiskShareStore::notImmutable);
      return new Location(path, ImmutableContainer.DATA_OFFSET, share.dataLength());
    } catch (NoSuchFileException e) {
      throw noShare(shareNumber);
    }
  }

  private Location mutable(StorageIndex storageIndex, int shareNumber) throws IOException {
    Path path = directories.share(storageIndex, shareNumber);
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      MutableContainer share = MutableContainer.read(file).orElseThrow(DiskShareStore::notMutable);
      return new Location(path, MutableContainer.DATA_OFFSET, share.dataLength());
    } catch (NoSuchFileException e) {
      throw noShare(shareNumber);
    }
  }

  /** Carries out a step on the mutable shares of one file. */
  ReadTestWrite.Reply readTestWrite(
      StorageIndex storageIndex, ReadTestWrite step, Secret writeEnabler, LeaseSecrets leases)
      throws IOException {
    return locked(
        storageIndex,
        () -> mutable.readTestWrite(storageIndex, step, writeEnabler, leases, availableSpace()));
  }

  /**
   * Adds or renews the lease on all shares of {@code storageIndex}; {@code NOT_FOUND} if there are
   * none.
   */
  void addLease(StorageIndex storageIndex, LeaseSecrets leases) throws IOException {
    locked(
        storageIndex,
        () -> {
          journal.finish(storageIndex.toString());
          SortedMap<Integer, Path> files = directories.list(storageIndex);
          if (files.isEmpty())
            throw new GridException(GridException.Kind.NOT_FOUND, "no shares of this file here");
          for (Path file : files.values()) addLease(storageIndex, file, leases);
          return null;
        });
  }

  private void addLease(StorageIndex storageIndex, Path path, LeaseSecrets leases)
      throws IOException {
    Optional<MutableContainer> share;
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      share = MutableContainer.read(file);
    }
    if (share.isPresent()) mutable.addOrRenewLease(storageIndex, path, share.get(), leases);
    else ImmutableContainer.addOrRenewLease(path, leases, clock.instant(), config.durable());
  }

  /** Keeps a report of damage for the operator; {@code NOT_FOUND} if the share is not stored. */
  void reportCorruption(String kind, StorageIndex storageIndex, int shareNumber, String reason)
      throws IOException {
    if (!Files.exists(directories.share(storageIndex, shareNumber))) throw noShare(shareNumber);
    reports.keep(kind, storageIndex, shareNumber, reason);
  }

  /** The reports that are kept. */
  int corruptionReports() throws IOException {
    return reports.count();
  }

  private <T> T locked(StorageIndex storageIndex, Step<T> step) throws IOException {
    Lock lock = locks[Math.floorMod(storageIndex.hashCode(), LOCKS)];
    lock.lock();
    try {
      return step.run();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Removes {@code directory} and those above it that are empty; others may fill them again at the
   * same time.
   */
  private void prune(Path directory) {
    for (Path path = directory; !path.equals(directories.incoming()); path = path.getParent()) {
      if (!path.toFile().delete()) return;
    }
  }

  private static GridException taken(int shareNumber) {
    return new GridException(
        GridException.Kind.CONFLICT, "another share " + shareNumber + " is stored here already");
  }

  private static GridException noShare(int shareNumber) {
    return new GridException(
        GridException.Kind.NOT_FOUND, "share " + shareNumber + " is not stored here");
  }

  static GridException notImmutable() {
    return new GridException(
        GridException.Kind.CONFLICT, "the shares at this storage index are not immutable");
  }

  static GridException notMutable() {
    return new GridException(
        GridException.Kind.CONFLICT, "the shares at this storage index are not mutable");
  }
}
