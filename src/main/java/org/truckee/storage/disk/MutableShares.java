package org.truckee.storage.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.LeaseSecrets;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.storage.ReadTestWrite;
import org.truckee.storage.account.Purse;
import org.truckee.storage.container.Lease;
import org.truckee.storage.container.MutableContainer;

/**
 * The mutable shares of a storage server. A step reads, tests and writes the shares of one file as
 * one: whatever happens in the middle, all of its writes are there afterwards or none. Blocks; one
 * step at a time for each storage index.
 */
public final class MutableShares {
  /** The most bytes that one step reads. */
  public static final long MAX_READ = 16 << 20;

  private final StorageConfig config;
  private final ShareDirectories directories;
  private final Journal journal;
  private final InstantSource clock;

  /**
   * The room of a step.
   *
   * @param bytes the bytes by which shares may grow
   * @param refusal what is said if they need more
   * @param purse what pays for the shares
   */
  record Room(long bytes, Supplier<GridException> refusal, Purse purse) {}

  MutableShares(
      StorageConfig config, ShareDirectories directories, Journal journal, InstantSource clock) {
    this.config = config;
    this.directories = directories;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * Carries out {@code step} if all its tests pass; {@code UNAUTHORIZED} if any share has another
   * write enabler, and the refusal of {@code room} if the shares need more.
   */
  ReadTestWrite.Reply readTestWrite(
      StorageIndex storageIndex,
      ReadTestWrite step,
      Secret writeEnabler,
      LeaseSecrets leases,
      Room room)
      throws IOException {
    journal.finish(storageIndex.toString());
    SortedMap<Integer, Path> files = directories.list(storageIndex);
    SortedMap<Integer, MutableContainer> before = open(files, writeEnabler);
    requireFewBytes(before.values(), step.reads());
    SortedMap<Integer, List<Bytes>> data = new TreeMap<>();
    for (var file : files.entrySet()) {
      data.put(file.getKey(), read(file.getValue(), before.get(file.getKey()), step.reads()));
    }
    boolean passed = true;
    for (var change : step.changes().entrySet()) {
      MutableContainer share = before.get(change.getKey());
      passed = passed && passes(files.get(change.getKey()), share, change.getValue().tests());
    }
    if (passed) carryOut(storageIndex, step, before, writeEnabler, leases, room);
    return new ReadTestWrite.Reply(passed, data);
  }

  /** Renews or adds the lease of {@code owner} on one share; returns whether it is there then. */
  boolean addOrRenewLease(
      StorageIndex storageIndex,
      Path file,
      MutableContainer share,
      int owner,
      ShareLeases.Terms terms)
      throws IOException {
    Lease granted = Lease.granted(share.version(), owner, terms.secrets(), clock.instant());
    MutableContainer after = lease(share, granted, terms.space());
    long growth = Math.max(0, after.size() - share.end());
    journal.carryOut(storageIndex.toString(), replacing(file, share, after), growth);
    return after.has(granted);
  }

  private SortedMap<Integer, MutableContainer> open(Map<Integer, Path> files, Secret writeEnabler)
      throws IOException {
    SortedMap<Integer, MutableContainer> shares = new TreeMap<>();
    for (var file : files.entrySet()) {
      try (FileChannel channel = FileChannel.open(file.getValue(), StandardOpenOption.READ)) {
        MutableContainer share =
            MutableContainer.read(channel).orElseThrow(MutableShares::notMutable);
        if (!share.writeEnabler().equals(writeEnabler)) {
          throw new GridException(
              GridException.Kind.UNAUTHORIZED, "the write enabler is not that of these shares");
        }
        shares.put(file.getKey(), share);
      }
    }
    return shares;
  }

  /** Refuses a step that reads too many bytes: they are held in memory until they are sent. */
  private static void requireFewBytes(
      Collection<MutableContainer> shares, List<ReadTestWrite.Read> reads) {
    long bytes = 0;
    for (MutableContainer share : shares) {
      for (ReadTestWrite.Read read : reads) {
        bytes += share.available(read.offset(), read.size());
        if (bytes > MAX_READ)
          throw new GridException(
              GridException.Kind.TOO_LARGE,
              "at most " + MAX_READ + " bytes are read in one step",
              "read the shares one by one");
      }
    }
  }

  private static List<Bytes> read(Path file, MutableContainer share, List<ReadTestWrite.Read> reads)
      throws IOException {
    List<Bytes> data = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      for (ReadTestWrite.Read read : reads)
        data.add(share.data(channel, read.offset(), read.size()));
    }
    return data;
  }

  private static boolean passes(Path file, MutableContainer share, List<ReadTestWrite.Test> tests)
      throws IOException {
    List<ReadTestWrite.Read> reads = tests.stream().map(MutableShares::enoughToTell).toList();
    List<Bytes> specimens = tests.stream().map(ReadTestWrite.Test::specimen).toList();
    List<Bytes> found =
        share == null ? tests.stream().map(t -> Bytes.EMPTY).toList() : read(file, share, reads);
    return found.equals(specimens);
  }

  /** One byte more than is expected already tells a difference. */
  private static ReadTestWrite.Read enoughToTell(ReadTestWrite.Test test) {
    return new ReadTestWrite.Read(
        test.offset(), Math.min(test.size(), test.specimen().size() + 1L));
  }

  private void carryOut(
      StorageIndex storageIndex,
      ReadTestWrite step,
      Map<Integer, MutableContainer> before,
      Secret writeEnabler,
      LeaseSecrets leases,
      Room room)
      throws IOException {
    List<Journal.Step> steps = new ArrayList<>();
    long growth = 0;
    long cost = 0;
    for (var entry : step.changes().entrySet()) {
      Path file = directories.share(storageIndex, entry.getKey());
      MutableContainer share = before.get(entry.getKey());
      if (share == null && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) throw notMutable();
      ReadTestWrite.Change change = entry.getValue();
      if (change.newLength() != null && change.newLength() == 0) {
        if (share != null) steps.add(new Journal.Delete(file));
        cost -= room.purse().saving(file);
        continue;
      }
      MutableContainer start =
          share == null ? MutableContainer.empty(config.tubId(), writeEnabler) : share;
      Lease granted = Lease.granted(start.version(), room.purse().owner(), leases, clock.instant());
      MutableContainer after = lease(written(start, change), granted, room.bytes() - growth);
      cost += room.purse().growth(file, after.dataLength());
      growth += Math.max(0, after.size() - start.end());
      steps.addAll(writing(file, start, change, after));
    }
    if (growth > room.bytes()) throw room.refusal().get();
    room.purse().require(cost);
    if (!steps.isEmpty()) journal.carryOut(storageIndex.toString(), steps, growth);
  }

  /**
   * Adds or renews a lease; where {@code space} has no room for one more, another one gives way to
   * it.
   */
  private MutableContainer lease(MutableContainer share, Lease granted, long space) {
    boolean mayGrow = share.size() - share.end() + MutableContainer.LEASE_SIZE <= space;
    return share.leased(granted, config.tubId(), mayGrow);
  }

  /** The header of a share after {@code change}: its data as long as the writes make it, or cut. */
  private MutableContainer written(MutableContainer share, ReadTestWrite.Change change) {
    long length = share.dataLength();
    for (ReadTestWrite.Write write : change.writes()) length = Math.max(length, end(write));
    long furtherLeases = Math.max(share.furtherLeases(), MutableContainer.DATA_OFFSET + length);
    if (change.newLength() != null) length = Math.min(length, change.newLength());
    return share.resized(length, furtherLeases);
  }

  private long end(ReadTestWrite.Write write) {
    if (write.offset() > config.policy().maximumShareSize() - write.data().size()) {
      throw new GridException(
          GridException.Kind.TOO_LARGE,
          "a share has at most " + config.policy().maximumShareSize() + " bytes");
    }
    return write.offset() + write.data().size();
  }

  private static List<Journal.Step> writing(
      Path file, MutableContainer before, ReadTestWrite.Change change, MutableContainer after) {
    List<Journal.Step> steps = new ArrayList<>();
    long oldEnd = MutableContainer.DATA_OFFSET + before.dataLength();
    if (before.end() > before.size()) steps.add(new Journal.Cut(file, before.size()));
    if (after.dataLength() > before.dataLength())
      steps.add(new Journal.Clear(file, oldEnd, before.size() - oldEnd));
    for (ReadTestWrite.Write write : change.writes()) {
      long position = MutableContainer.DATA_OFFSET + write.offset();
      steps.add(new Journal.Write(file, position, write.data().asByteBuffer()));
    }
    steps.addAll(replacing(file, before, after));
    return steps;
  }

  /** The steps that write the parts around the data; bytes behind the kept leases are cut off. */
  private static List<Journal.Step> replacing(
      Path file, MutableContainer before, MutableContainer after) {
    List<Journal.Step> steps = new ArrayList<>();
    steps.add(new Journal.Write(file, 0, after.head()));
    steps.add(new Journal.Write(file, after.furtherLeases(), after.tail()));
    if (before.end() > after.size()) steps.add(new Journal.Cut(file, after.size()));
    return steps;
  }

  static GridException notMutable() {
    return new GridException(
        GridException.Kind.CONFLICT, "the shares at this storage index are not mutable");
  }
}
