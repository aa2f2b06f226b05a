package org.truckee.storage.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.bytes.Secret;
import org.truckee.crypto.LeaseSecrets;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.storage.AllocateReply;
import org.truckee.protocol.storage.AllocateRequest;
import org.truckee.protocol.storage.ReadTestWrite;

/**
 * The shares of one server on its disk. What it says is stored is whole and, if so configured, on
 * the disk itself; what is unfinished is in {@code incoming/} and is gone after a restart. Every
 * method blocks, and may be called from any thread.
 */
public final class DiskShareStore {
  private final StorageConfig config;
  private final InstantSource clock;
  private final ShareDirectories directories;
  private final ShareLocks locks = new ShareLocks();
  private final Journal journal;
  private final IncomingShares incoming;
  private final MutableShares mutable;
  private final CorruptionReports reports;
  private final DiskWatch watch;

  public DiskShareStore(StorageConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
    this.directories = new ShareDirectories(config.directory());
    this.watch = new DiskWatch(config, directories);
    DirectorySync directorySync =
        DirectorySync.below(directories.shares(), config.policy().durable());
    this.journal = new Journal(directories.shares(), directorySync, config.policy().durable());
    this.incoming = new IncomingShares(config, directories, directorySync, locks, watch, clock);
    this.mutable = new MutableShares(config, directories, journal, clock);
    this.reports = new CorruptionReports(config.directory(), clock);
  }

  /**
   * Makes the directories, finishes or drops what a crash left half done, and clears {@code
   * incoming/}.
   */
  public void open() throws IOException {
    incoming.open();
    journal.recover();
    watch.free();
  }

  /** Drops everything unfinished. */
  public void close() throws IOException {
    incoming.close();
  }

  /** The shares that are being uploaded. */
  public IncomingShares incoming() {
    return incoming;
  }

  /** The bytes that would be accepted now. */
  public long availableSpace() {
    return Math.max(0, watch.free() - incoming.outstanding());
  }

  /** What the disk is like. */
  public DiskWatch watch() {
    return watch;
  }

  /** Makes room for those of the wished shares that are not here, as far as there is space. */
  public AllocateReply allocate(
      StorageIndex storageIndex,
      AllocateRequest request,
      LeaseSecrets leases,
      Secret upload,
      String client)
      throws IOException {
    if (request.allocatedSize() > config.policy().maximumShareSize()) {
      throw new GridException(
          GridException.Kind.TOO_LARGE,
          "a share has at most " + config.policy().maximumShareSize() + " bytes here");
    }
    dropIdle();
    return locks.locked(
        storageIndex, () -> allocateLocked(storageIndex, request, leases, upload, client));
  }

  /** Drops the uploads that have had their time. */
  public void dropIdle() throws IOException {
    incoming.dropIdle(availableSpace());
  }

  private AllocateReply allocateLocked(
      StorageIndex storageIndex,
      AllocateRequest request,
      LeaseSecrets leases,
      Secret upload,
      String client)
      throws IOException {
    SortedSet<Integer> alreadyHave = immutableShares(storageIndex);
    SortedSet<Integer> allocated =
        incoming.allocate(
            storageIndex,
            withPlaces(storageIndex, request),
            alreadyHave,
            leases,
            upload,
            client,
            availableSpace());
    for (int shareNumber : alreadyHave)
      addImmutableLease(directories.share(storageIndex, shareNumber), leases);
    return new AllocateReply(alreadyHave, allocated);
  }

  /** The same without the shares in whose place something lies that no share can replace. */
  private AllocateRequest withPlaces(StorageIndex storageIndex, AllocateRequest request) {
    SortedSet<Integer> shares = new TreeSet<>(request.shareNumbers());
    shares.removeIf(share -> Files.isDirectory(directories.share(storageIndex, share)));
    return new AllocateRequest(shares, request.allocatedSize());
  }

  /**
   * The immutable shares that are stored whole; {@code CONFLICT} if those of {@code storageIndex}
   * are mutable. A file that is no container, or can't be read, is no share.
   */
  public SortedSet<Integer> immutableShares(StorageIndex storageIndex) throws IOException {
    SortedSet<Integer> shares = new TreeSet<>();
    for (Map.Entry<Integer, Path> file : directories.list(storageIndex).entrySet()) {
      try (FileChannel channel = FileChannel.open(file.getValue(), StandardOpenOption.READ)) {
        if (MutableContainer.isOne(channel)) throw notImmutable();
        if (ImmutableContainer.read(channel).isPresent()) shares.add(file.getKey());
      } catch (IOException unreadable) {
        watch.failed(unreadable);
      }
    }
    return shares;
  }

  /**
   * The mutable shares of {@code storageIndex}; like the real server, it also lists immutable ones.
   */
  public SortedSet<Integer> mutableShares(StorageIndex storageIndex) throws IOException {
    return new TreeSet<>(directories.list(storageIndex).keySet());
  }

  /** Where the data of one share lies. */
  public record Location(Path file, long offset, long length) {}

  /** Reads something of a share. */
  public interface Reader<T> {
    /** Reads from the data that lie there. */
    T read(Location share) throws IOException;
  }

  /** What {@code reader} finds in an immutable share; {@code NOT_FOUND} if that is not stored. */
  public <T> T readImmutable(StorageIndex storageIndex, int shareNumber, Reader<T> reader)
      throws IOException {
    return reader.read(immutable(storageIndex, shareNumber));
  }

  /**
   * What {@code reader} finds in a mutable share, which nothing changes as long as it reads; {@code
   * NOT_FOUND} if that is not stored.
   */
  public <T> T readMutable(StorageIndex storageIndex, int shareNumber, Reader<T> reader)
      throws IOException {
    return locks.locked(
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
    } catch (IOException e) {
      throw unlessAbsent(path, shareNumber, e);
    }
  }

  private Location mutable(StorageIndex storageIndex, int shareNumber) throws IOException {
    Path path = directories.share(storageIndex, shareNumber);
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      MutableContainer share =
          MutableContainer.readHead(file).orElseThrow(DiskShareStore::notMutable);
      return new Location(path, MutableContainer.DATA_OFFSET, share.dataLength());
    } catch (IOException e) {
      throw unlessAbsent(path, shareNumber, e);
    }
  }

  /**
   * What is no file is no share; the operator is told of it. Throws that there is no share there,
   * or returns {@code failure}.
   */
  private IOException unlessAbsent(Path path, int shareNumber, IOException failure) {
    if (failure instanceof NoSuchFileException) throw noShare(shareNumber);
    if (!Files.isDirectory(path)) return failure;
    watch.failed(new IOException(path + " is no file, and stands where a share would be"));
    throw noShare(shareNumber);
  }

  /** Carries out a step on the mutable shares of one file. */
  public ReadTestWrite.Reply readTestWrite(
      StorageIndex storageIndex, ReadTestWrite step, Secret writeEnabler, LeaseSecrets leases)
      throws IOException {
    return locks.locked(
        storageIndex,
        () -> {
          long space = availableSpace();
          return mutable.readTestWrite(
              storageIndex, step, writeEnabler, leases, space, watch::refusal);
        });
  }

  /**
   * Adds or renews the lease on all shares of {@code storageIndex}, each in its {@link LeasePlaces
   * place}; {@code NOT_FOUND} if there are none.
   */
  public void addLease(StorageIndex storageIndex, LeaseSecrets leases) throws IOException {
    locks.locked(
        storageIndex,
        () -> {
          journal.finish(storageIndex.toString());
          if (!addLeases(storageIndex, leases))
            throw new GridException(GridException.Kind.NOT_FOUND, "no shares of this file here");
          return null;
        });
  }

  /** Tells whether there is a share; one that fails keeps no other from its lease. */
  private boolean addLeases(StorageIndex storageIndex, LeaseSecrets leases) throws IOException {
    boolean any = false;
    IOException failure = null;
    for (Path file : directories.list(storageIndex).values()) {
      try {
        any |= addLease(storageIndex, file, leases);
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) throw failure;
    return any;
  }

  /** Tells whether the file is a share. */
  private boolean addLease(StorageIndex storageIndex, Path path, LeaseSecrets leases)
      throws IOException {
    Optional<MutableContainer> share;
    boolean immutable;
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      share = MutableContainer.read(file);
      immutable = ImmutableContainer.read(file).isPresent();
    }
    if (share.isPresent())
      mutable.addOrRenewLease(storageIndex, path, share.get(), leases, availableSpace());
    else if (immutable) addImmutableLease(path, leases);
    return share.isPresent() || immutable;
  }

  private void addImmutableLease(Path path, LeaseSecrets leases) throws IOException {
    boolean mayGrow = availableSpace() >= ImmutableContainer.LEASE_SIZE;
    ImmutableContainer.addOrRenewLease(
        path, leases, clock.instant(), mayGrow, config.policy().durable());
  }

  /** Keeps a report of damage for the operator; {@code NOT_FOUND} if the share is not stored. */
  public void reportCorruption(
      String kind, StorageIndex storageIndex, int shareNumber, String reason) throws IOException {
    if (!Files.exists(directories.share(storageIndex, shareNumber))) throw noShare(shareNumber);
    reports.keep(kind, storageIndex, shareNumber, reason);
  }

  /** The reports that are kept. */
  public int corruptionReports() throws IOException {
    return reports.count();
  }

  private static GridException noShare(int shareNumber) {
    return new GridException(
        GridException.Kind.NOT_FOUND, Subject.share(shareNumber), "is not stored here");
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
