package org.truckee.storage.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.truckee.GridException;
import org.truckee.bytes.Secret;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.storage.AllocateReply;
import org.truckee.protocol.storage.AllocateRequest;
import org.truckee.protocol.storage.ReadTestWrite;
import org.truckee.storage.account.Accounting;
import org.truckee.storage.account.Purse;
import org.truckee.storage.container.LeasePlaces;
import org.truckee.storage.object.ObjectStore;
import org.truckee.storage.share.LeaseHolder;
import org.truckee.storage.share.ShareStore;
import org.truckee.storage.share.UnfinishedShare;
import org.truckee.storage.share.UploadingClient;

/**
 * The shares of one server on its disk. A share that it calls stored is whole and, if so
 * configured, on the disk itself; an unfinished one is in {@code incoming/} and is gone after a
 * restart.
 */
public final class DiskShareStore implements ShareStore {
  private final StorageConfig config;
  private final ShareDirectories directories;
  private final Accounting accounting;
  private final ShareLocks locks;
  private final DirectorySync directorySync;
  private final Journal journal;
  private final StoredShares stored;
  private final IncomingShares incoming;
  private final MutableShares mutable;
  private final ShareLeases leases;
  private final CorruptionReports reports;
  private final DiskWatch watch;

  /** Shares of which all is on the disk. */
  public DiskShareStore(StorageConfig config, InstantSource clock) {
    this(config, clock, Optional.empty());
  }

  /** Shares of which those that come and are immutable have their data in {@code objects}. */
  public DiskShareStore(StorageConfig config, InstantSource clock, Optional<ObjectStore> objects) {
    this.config = config;
    this.directories = new ShareDirectories(config.directory());
    this.watch = new DiskWatch(config, directories);
    this.accounting =
        config.accounting(clock, file -> directories.list(file).values(), watch::failed);
    this.locks = new ShareLocks(accounting);
    boolean durable = config.policy().durable();
    this.directorySync = DirectorySync.below(directories.root(), durable);
    this.journal = new Journal(directories.shares(), directorySync, durable);
    this.stored = new StoredShares(directories, watch, objects);
    Arrival arrival = Arrival.of(objects, directorySync, durable);
    this.incoming = new IncomingShares(config, directories, arrival, locks, watch, clock);
    this.mutable = new MutableShares(config, directories, journal, clock);
    this.leases = new ShareLeases(directories, mutable, clock, durable);
    this.reports = new CorruptionReports(config.directory(), clock);
  }

  @Override
  public void open() throws IOException {
    incoming.open(directorySync);
    journal.recover();
    accounting.open();
    watch.free();
  }

  @Override
  public void close() throws IOException {
    incoming.close();
    accounting.close();
  }

  @Override
  public UnfinishedShare upload(StorageIndex storageIndex, int shareNumber, Secret upload) {
    return incoming.get(storageIndex, shareNumber, upload);
  }

  @Override
  public void abort(StorageIndex storageIndex, int shareNumber, Secret upload) throws IOException {
    incoming.abort(storageIndex, shareNumber, upload);
  }

  @Override
  public int uploads() {
    return incoming.count();
  }

  @Override
  public long availableSpace() {
    return Math.max(0, watch.free() - incoming.outstanding());
  }

  /** The bytes that are promised to uploads and have not come. */
  public long promised() {
    return incoming.outstanding();
  }

  /** The watch over the disk. */
  public DiskWatch watch() {
    return watch;
  }

  /** A step that moves shares of one file between two steps of clients. */
  public interface Move<T> {
    /** Makes the move, which {@code sync} makes last; blocks. */
    T make(DirectorySync sync) throws IOException;
  }

  /** The result of {@code move}, made in its turn on shares of which none is half changed. */
  public <T> T exclusively(StorageIndex storageIndex, Move<T> move) throws IOException {
    return locks.changing(storageIndex, () -> whole(storageIndex, move));
  }

  private <T> T whole(StorageIndex storageIndex, Move<T> move) throws IOException {
    journal.finish(storageIndex.toString());
    return move.make(directorySync);
  }

  /** What accounts take. */
  public Accounting accounting() {
    return accounting;
  }

  @Override
  public AllocateReply allocate(
      StorageIndex storageIndex, AllocateRequest request, UploadingClient client)
      throws IOException {
    if (request.allocatedSize() > config.policy().maximumShareSize()) {
      throw new GridException(
          GridException.Kind.TOO_LARGE,
          "a share has at most " + config.policy().maximumShareSize() + " bytes here");
    }
    dropIdle();
    return locks.locked(storageIndex, () -> allocateLocked(storageIndex, request, client));
  }

  @Override
  public void dropIdle() throws IOException {
    incoming.dropIdle(availableSpace());
  }

  private AllocateReply allocateLocked(
      StorageIndex storageIndex, AllocateRequest request, UploadingClient client)
      throws IOException {
    SortedSet<Integer> stored = immutableShares(storageIndex);
    try (Purse purse = accounting.purse(client.leases().account())) {
      SortedSet<Integer> allocated =
          incoming.allocate(
              storageIndex,
              withPlaces(storageIndex, request),
              stored,
              client,
              new IncomingShares.Room(availableSpace(), purse));
      ShareLeases.Terms terms =
          new ShareLeases.Terms(client.leases().secrets(), availableSpace(), purse);
      SortedSet<Integer> alreadyHave =
          stored.isEmpty()
              ? stored
              : accounting.settling(
                  storageIndex, () -> leases.addImmutable(storageIndex, stored, terms));
      boolean none =
          allocated.isEmpty() && Collections.disjoint(alreadyHave, request.shareNumbers());
      if (purse.hasRefused() && none) throw purse.refusal();
      return new AllocateReply(alreadyHave, allocated);
    }
  }

  /** The same without the shares in whose place something lies that no share can replace. */
  private AllocateRequest withPlaces(StorageIndex storageIndex, AllocateRequest request) {
    SortedSet<Integer> shares = new TreeSet<>(request.shareNumbers());
    shares.removeIf(share -> Files.isDirectory(directories.share(storageIndex, share)));
    return new AllocateRequest(shares, request.allocatedSize());
  }

  @Override
  public SortedSet<Integer> immutableShares(StorageIndex storageIndex) throws IOException {
    return stored.immutable(storageIndex);
  }

  @Override
  public SortedSet<Integer> mutableShares(StorageIndex storageIndex) throws IOException {
    return new TreeSet<>(directories.list(storageIndex).keySet());
  }

  @Override
  public <T> T readImmutable(StorageIndex storageIndex, int shareNumber, Reader<T> reader)
      throws IOException {
    return reader.read(stored.immutable(storageIndex, shareNumber));
  }

  @Override
  public <T> T readMutable(StorageIndex storageIndex, int shareNumber, Reader<T> reader)
      throws IOException {
    return locks.locked(
        storageIndex,
        () -> whole(storageIndex, sync -> reader.read(stored.mutable(storageIndex, shareNumber))));
  }

  @Override
  public ReadTestWrite.Reply readTestWrite(
      StorageIndex storageIndex, ReadTestWrite step, Secret writeEnabler, LeaseHolder holder)
      throws IOException {
    try (Purse purse = accounting.purse(holder.account())) {
      return locks.changing(
          storageIndex,
          () -> {
            MutableShares.Room room =
                new MutableShares.Room(availableSpace(), watch::refusal, purse);
            return mutable.readTestWrite(storageIndex, step, writeEnabler, holder.secrets(), room);
          });
    }
  }

  /** Each lease goes to its {@link LeasePlaces place}. */
  @Override
  public void addLease(StorageIndex storageIndex, LeaseHolder holder) throws IOException {
    try (Purse purse = accounting.purse(holder.account())) {
      exclusively(
          storageIndex,
          sync -> {
            leases.add(
                storageIndex, new ShareLeases.Terms(holder.secrets(), availableSpace(), purse));
            return null;
          });
    }
  }

  @Override
  public void reportCorruption(
      String kind, StorageIndex storageIndex, int shareNumber, String reason) throws IOException {
    if (!Files.exists(directories.share(storageIndex, shareNumber)))
      throw StoredShares.absent(shareNumber);
    reports.keep(kind, storageIndex, shareNumber, reason);
  }

  @Override
  public int corruptionReports() throws IOException {
    return reports.count();
  }
}
