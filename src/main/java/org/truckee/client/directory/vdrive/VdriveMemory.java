package org.truckee.client.directory.vdrive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.bytes.Bytes;
import org.truckee.client.server.vdrive.VdriveClient;
import org.truckee.crypto.StorageIndex;
import org.truckee.dirnode.Slot;

/**
 * The newest entries that were seen of late, so that a server which gives out older ones, or says
 * that there are none, is found out; and so that an entry that was checked is not checked again. It
 * can be kept in a file from one run of the gateway to the next. What is forgotten, the least used
 * directories first, and what other gateways have seen, can't be missed. Thread-safe.
 */
final class VdriveMemory {
  private static final Logger LOG = LoggerFactory.getLogger(VdriveMemory.class);

  /** Enough for one directory of the largest sort, at some 200 bytes each. */
  private static final int MAX_ENTRIES = 150_000;

  /** No name's place: under it stands in the file which slot is the newest. */
  private static final Slot NEWEST = new Slot(Bytes.wrap(new byte[Slot.SIZE]));

  private final Map<StorageIndex, Memory> directories = new LinkedHashMap<>(16, 0.75f, true);
  private final int maxEntries;
  private final KeptPages pages = new KeptPages();
  private int entries;
  private long time;
  private Optional<NotedEntries> file = Optional.empty();

  /** Remembers as much as there is room for in a gateway. */
  VdriveMemory() {
    this(MAX_ENTRIES);
  }

  /** Remembers at most {@code maxEntries}; of a directory with more, those that came first. */
  VdriveMemory(int maxEntries) {
    this.maxEntries = maxEntries;
  }

  /**
   * What is remembered of one entry.
   *
   * @param digest of every byte of it: a good signature beside something else proves nothing
   * @param since when it was first seen
   * @param listing the last listing that it was met in
   */
  private record Seen(long sequence, Bytes digest, long since, int listing) {}

  /** What is remembered of one directory. */
  private static final class Memory {
    private final Map<Slot, Seen> seen = new HashMap<>();
    private int listings;

    /** The slot that was last seen to change: a server that went back in time shows it there. */
    private Optional<Slot> newest = Optional.empty();

    private boolean rolledBack;
  }

  /** Goes on from what the file at {@code path} holds, and notes there what is seen. Blocks. */
  synchronized void keepIn(Path path) throws IOException {
    NotedEntries noted = NotedEntries.open(path, NotedEntries.PLACES);
    file = Optional.of(noted);
    noted.readAll(
        (directory, slot, sequence, digest) -> {
          Memory memory = memory(directory);
          if (slot.equals(NEWEST)) {
            memory.newest = Optional.of(new Slot(digest));
            return;
          }
          if (memory.seen.put(slot, new Seen(sequence, digest, time, 0)) == null) entries++;
          forget(directory);
        });
  }

  /** Ends what {@link #keepIn} began. Blocks. */
  synchronized void close() throws IOException {
    if (file.isPresent()) file.get().close();
    file = Optional.empty();
  }

  private void noteInFile(StorageIndex directory, Slot slot, Seen seen) {
    if (file.isEmpty()) return;
    try {
      file.get().note(directory, slot, seen.sequence, seen.digest);
    } catch (IOException e) {
      LOG.warn(
          "the entries of directories can't be noted, and are forgotten when the node stops", e);
      file = Optional.empty();
    }
  }

  private Memory memory(StorageIndex directory) {
    Memory known = directories.get(directory);
    if (known != null) return known;
    entries++;
    Memory made = new Memory();
    directories.put(directory, made);
    return made;
  }

  /**
   * The time at which a question is asked, by which its answer is judged: what is seen later may be
   * newer than the answer, and nobody has lied.
   */
  synchronized long now() {
    return ++time;
  }

  /** Returns whether the very entry of {@code digest} was checked before. */
  synchronized boolean isChecked(StorageIndex directory, Slot slot, Bytes digest) {
    Memory memory = directories.get(directory);
    Seen seen = memory == null ? null : memory.seen.get(slot);
    return seen != null && seen.digest.equals(digest);
  }

  /**
   * Remembers the entry of number {@code sequence} and {@code digest}, whose signature is good;
   * {@code CORRUPT} if a newer one had been seen in its slot when it was {@code asked} for.
   */
  synchronized void note(
      StorageIndex directory, Slot slot, long sequence, Bytes digest, long asked) {
    Memory memory = memory(directory);
    Seen before = memory.seen.get(slot);
    if (before == null) entries++;
    if (before == null || before.sequence < sequence) {
      pages.forget(directory);
      Seen now = new Seen(sequence, digest, ++time, memory.listings);
      memory.seen.put(slot, now);
      memory.newest = Optional.of(slot);
      noteInFile(directory, slot, now);
    } else {
      if (before.sequence > sequence && before.since < asked) throw rolledBack(directory);
      if (before.sequence == sequence && !before.digest.equals(digest)) throw forked(directory);
      memory.seen.put(
          slot, new Seen(before.sequence, before.digest, before.since, memory.listings));
    }
    forget(directory);
    if (entries > maxEntries && before == null) {
      memory.seen.remove(slot);
      entries--;
    }
  }

  private void forget(StorageIndex current) {
    var oldest = directories.entrySet().iterator();
    while (entries > maxEntries && oldest.hasNext()) {
      var next = oldest.next();
      if (next.getKey().equals(current)) continue;
      pages.forget(next.getKey());
      entries -= 1 + next.getValue().seen.size();
      oldest.remove();
    }
  }

  /**
   * Takes note that a server has nothing in {@code slot}; {@code CORRUPT} if there was something
   * when it was {@code asked}.
   */
  synchronized void noteNothing(StorageIndex directory, Slot slot, long asked) {
    Memory memory = directories.get(directory);
    Seen seen = memory == null ? null : memory.seen.get(slot);
    if (seen != null && seen.since < asked) throw rolledBack(directory);
  }

  /** How many entries are remembered, of all directories. */
  synchronized int size() {
    return entries;
  }

  /**
   * The slot whose entry shows whether a server has gone back in time; empty if nothing is known.
   * {@code CORRUPT} if it was found out already, and no listing was whole since.
   */
  synchronized Optional<Slot> newest(StorageIndex directory) {
    Memory memory = directories.get(directory);
    if (memory == null) return Optional.empty();
    if (memory.rolledBack) throw rolledBack(directory);
    return memory.newest.filter(memory.seen::containsKey);
  }

  /** Takes note of the newest slot over a restart. */
  synchronized void keepNewest(StorageIndex directory) {
    Memory memory = directories.get(directory);
    Seen seen = memory == null ? null : memory.newest.map(memory.seen::get).orElse(null);
    if (seen != null)
      noteInFile(directory, NEWEST, new Seen(seen.sequence, memory.newest.get().bytes(), 0, 0));
  }

  /** Returns whether anything was seen in {@code directory}. */
  synchronized boolean knows(StorageIndex directory) {
    Memory memory = directories.get(directory);
    return memory != null && !memory.seen.isEmpty();
  }

  /** The number in {@code slot} that was last seen, or 0. */
  synchronized long sequence(StorageIndex directory, Slot slot) {
    Memory memory = directories.get(directory);
    Seen seen = memory == null ? null : memory.seen.get(slot);
    return seen == null ? 0 : seen.sequence;
  }

  /** Begins a listing, and returns its number. */
  synchronized int beginListing(StorageIndex directory) {
    return ++memory(directory).listings;
  }

  /** Ends a listing; {@code CORRUPT} if an entry that was known at its beginning was not in it. */
  synchronized void endListing(StorageIndex directory, int listing) {
    Memory memory = directories.get(directory);
    if (memory == null) return;
    for (Seen seen : memory.seen.values()) if (seen.listing < listing) throw rolledBack(directory);
    memory.rolledBack = false;
    keepNewest(directory);
  }

  /** Keeps a small directory that one page holds, until something in it is seen to have changed. */
  synchronized void keep(StorageIndex directory, VdriveClient.TaggedPage page) {
    if (directories.get(directory) != null) pages.keep(directory, page);
  }

  /** The page that {@link #keep} kept. */
  synchronized Optional<VdriveClient.TaggedPage> kept(StorageIndex directory) {
    return pages.get(directory);
  }

  private GridException rolledBack(StorageIndex directory) {
    memory(directory).rolledBack = true;
    return corrupt(directory, "is older than it was seen before: its server has gone back in time");
  }

  private static GridException forked(StorageIndex directory) {
    return corrupt(directory, "has two entries of the same number: its server shows each to some");
  }

  private static GridException corrupt(StorageIndex directory, String what) {
    return new GridException(GridException.Kind.CORRUPT, Subject.directory(directory), what);
  }
}
