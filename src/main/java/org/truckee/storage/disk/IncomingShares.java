package org.truckee.storage.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.bytes.Secret;
import org.truckee.crypto.StorageIndex;
import org.truckee.platform.OwnerFiles;
import org.truckee.protocol.storage.AllocateRequest;
import org.truckee.storage.account.Purse;
import org.truckee.storage.container.ImmutableContainer;
import org.truckee.storage.container.MutableContainer;
import org.truckee.storage.share.UploadShares;
import org.truckee.storage.share.UploadingClient;

/**
 * The immutable shares that are being uploaded to a storage server: from the room that is made for
 * one to its move among the stored ones. Unfinished shares are gone after a restart. Blocks.
 */
public final class IncomingShares implements IncomingShare.Home {
  /** The most shares that may be under way. */
  public static final int MAX_UPLOADS = 8192;

  private final StorageConfig config;
  private final ShareDirectories directories;
  private final Arrival arrival;
  private final ShareLocks locks;
  private final InstantSource clock;
  private final DiskWatch watch;
  private final OpenUploads openUploads = new OpenUploads();
  private final Map<IncomingShare.Place, IncomingShare> uploads = new ConcurrentHashMap<>();
  private final Map<IncomingShare, Purse.Deposit> deposits = new ConcurrentHashMap<>();

  /** The bytes of the disk that are left, and what pays for them. */
  record Room(long space, Purse purse) {}

  IncomingShares(
      StorageConfig config,
      ShareDirectories directories,
      Arrival arrival,
      ShareLocks locks,
      DiskWatch watch,
      InstantSource clock) {
    this.watch = watch;
    this.config = config;
    this.directories = directories;
    this.arrival = arrival;
    this.locks = locks;
    this.clock = clock;
  }

  /** Makes the directories, and clears them of what an earlier run left unfinished. */
  void open(DirectorySync directorySync) throws IOException {
    OwnerFiles.directories(directories.incoming());
    for (Path made : List.of(directories.incoming(), directories.shares(), directories.root()))
      directorySync.sync(made.toAbsolutePath().getParent());
    try (Stream<Path> old = Files.walk(directories.incoming())) {
      for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
        if (!path.equals(directories.incoming())) Files.delete(path);
      }
    }
  }

  /** Drops everything. */
  void close() throws IOException {
    for (IncomingShare share : List.copyOf(uploads.values())) drop(share);
  }

  /** The number of unfinished shares. */
  int count() {
    return uploads.size();
  }

  /** The bytes that are promised room and have not come. */
  long outstanding() {
    return uploads.values().stream().mapToLong(IncomingShare::outstanding).sum();
  }

  /**
   * Makes room for those of the wished shares that are not {@code stored}, as far as {@code space}
   * and the {@link UploadShares share} of {@code client} go, and {@code room} pays for them;
   * returns which can be sent. The lock of {@code storageIndex} is held.
   */
  SortedSet<Integer> allocate(
      StorageIndex storageIndex,
      AllocateRequest request,
      Set<Integer> stored,
      UploadingClient client,
      Room room) {
    SortedSet<Integer> allocated = new TreeSet<>();
    UploadShares.Taken taken = taken(client.room());
    long left = room.space;
    for (int shareNumber : request.shareNumbers()) {
      if (stored.contains(shareNumber)) continue;
      IncomingShare underWay = uploads.get(new IncomingShare.Place(storageIndex, shareNumber));
      if (underWay != null) {
        if (underWay.belongsTo(client.upload()) && underWay.size() == request.allocatedSize())
          allocated.add(shareNumber);
      } else if (taken.allowsOneMore(request.allocatedSize(), left, MAX_UPLOADS)) {
        Optional<Purse.Deposit> deposit = room.purse.deposit(request.allocatedSize());
        if (deposit.isEmpty()) continue;
        begin(
            new IncomingShare.Place(storageIndex, shareNumber),
            request.allocatedSize(),
            client,
            deposit.get());
        allocated.add(shareNumber);
        left -= request.allocatedSize();
        taken = taken.withOneMore(request.allocatedSize());
      }
    }
    return allocated;
  }

  private UploadShares.Taken taken(String client) {
    int own = 0;
    long promised = 0;
    for (IncomingShare share : uploads.values()) {
      if (!share.isOf(client)) continue;
      own++;
      promised += share.outstanding();
    }
    return new UploadShares.Taken(own, promised, uploads.size());
  }

  private void begin(
      IncomingShare.Place place, long size, UploadingClient client, Purse.Deposit deposit) {
    Path path = directories.incomingShare(place.storageIndex(), place.shareNumber());
    IncomingShare share = new IncomingShare(place, size, path, client, this, clock.instant());
    uploads.put(place, share);
    deposits.put(share, deposit);
  }

  /** Gives back what was set aside for {@code share}, which is charged now, or gone. */
  private void release(IncomingShare share) {
    Purse.Deposit deposit = deposits.remove(share);
    if (deposit != null) deposit.release();
  }

  /**
   * The unfinished share that {@code upload} was allocated with; {@code NOT_FOUND} or {@code
   * UNAUTHORIZED} if there is none.
   */
  IncomingShare get(StorageIndex storageIndex, int shareNumber, Secret upload) {
    IncomingShare share = uploads.get(new IncomingShare.Place(storageIndex, shareNumber));
    if (share == null) {
      throw new GridException(
          GridException.Kind.NOT_FOUND, Subject.share(shareNumber), "is not being uploaded");
    }
    if (!share.belongsTo(upload)) {
      throw new GridException(
          GridException.Kind.UNAUTHORIZED, "the upload secret is not that of share " + shareNumber);
    }
    return share;
  }

  @Override
  public void used(IncomingShare share) throws IOException {
    openUploads.used(share);
  }

  @Override
  public void finish(IncomingShare share) throws IOException {
    Arrival.Whole whole = arrival.prepare(share);
    try {
      StorageIndex storageIndex = share.place.storageIndex();
      locks.changing(storageIndex, () -> store(share, whole));
      release(share);
    } finally {
      whole.settle();
    }
  }

  private Void store(IncomingShare share, Arrival.Whole whole) throws IOException {
    int shareNumber = share.place.shareNumber();
    Path home = directories.share(share.place.storageIndex(), shareNumber);
    if (share.isFinished() && Files.exists(home)) return null;
    if (isShare(home)) throw occupied(shareNumber);
    whole.store(home);
    uploads.remove(share.place);
    openUploads.done(share);
    watch.stored(share.size());
    return null;
  }

  private static boolean isShare(Path file) throws IOException {
    if (!Files.exists(file)) return false;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return MutableContainer.isOne(channel) || ImmutableContainer.read(channel).isPresent();
    }
  }

  /**
   * Gives up what {@code upload} was allocated for; {@code NOT_ALLOWED} if the share is stored
   * already.
   */
  void abort(StorageIndex storageIndex, int shareNumber, Secret upload) throws IOException {
    if (!uploads.containsKey(new IncomingShare.Place(storageIndex, shareNumber))
        && Files.exists(directories.share(storageIndex, shareNumber))) {
      throw new GridException(
          GridException.Kind.NOT_ALLOWED, Subject.share(shareNumber), "is stored and stays");
    }
    drop(get(storageIndex, shareNumber, upload));
  }

  @Override
  public void drop(IncomingShare share) throws IOException {
    uploads.remove(share.place, share);
    release(share);
    openUploads.done(share);
    share.close();
    Files.deleteIfExists(share.path);
  }

  /**
   * Drops what has been idle for too long, so that its place and its space are free. {@code free}
   * is the space that is not promised.
   */
  void dropIdle(long free) throws IOException {
    boolean contended = outstanding() > free || uploads.size() > MAX_UPLOADS / 2;
    for (IncomingShare share : List.copyOf(uploads.values()))
      if (share.isOver(clock.instant(), config.idleUploadTimeout(), contended)) drop(share);
  }

  private static GridException occupied(int shareNumber) {
    return new GridException(
        GridException.Kind.CONFLICT, "another share " + shareNumber + " is stored here already");
  }
}
