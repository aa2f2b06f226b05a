package org.truckee.client.directory;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.client.server.VdriveClient;
import org.truckee.crypto.StorageIndex;
import org.truckee.dirnode.Slot;
import org.truckee.dirnode.VdriveEntry;

/**
 * The newest entries that were seen of late, so that a server which gives out older ones, or says
 * that there are none, is found out; and so that an entry that was checked is not checked again.
 * What is forgotten, the least used directories first, and what other gateways have seen, can't be
 * missed. Thread-safe.
 */
final class VdriveMemory {
  /** Enough for one directory of the largest sort, at some 200 bytes each. */
  private static final int MAX_ENTRIES = 150_000;

  private final Map<StorageIndex, Memory> directories = new LinkedHashMap<>(16, 0.75f, true);
  private int entries;

  /** What is remembered of one entry, and when it was last met in a listing. */
  private record Seen(long sequence, Bytes signature, int listing) {}

  /** What is remembered of one directory. */
  private static final class Memory {
    private final Map<Slot, Seen> seen = new HashMap<>();
    private int listings;
    private Optional<VdriveClient.TaggedPage> whole = Optional.empty();
  }

  /** Whether this very entry was checked before. */
  synchronized boolean isChecked(StorageIndex directory, VdriveEntry entry) {
    Memory memory = directories.get(directory);
    Seen seen = memory == null ? null : memory.seen.get(entry.slot());
    return seen != null && isSame(seen, entry);
  }

  /** A signature covers all of an entry, and only the key's owner can make another one of it. */
  private static boolean isSame(Seen seen, VdriveEntry entry) {
    return seen.sequence == entry.sequence() && seen.signature.equals(entry.signature());
  }

  /**
   * Remembers an entry, whose signature is good; {@code CORRUPT} if a newer one was seen in its
   * slot.
   */
  synchronized void note(StorageIndex directory, VdriveEntry entry) {
    Memory memory = directories.computeIfAbsent(directory, first -> new Memory());
    Seen before = memory.seen.get(entry.slot());
    if (before != null && before.sequence > entry.sequence()) throw rolledBack(directory);
    if (before != null && before.sequence == entry.sequence() && !isSame(before, entry))
      throw forked(directory);
    if (before == null) entries++;
    if (before == null || before.sequence < entry.sequence()) memory.whole = Optional.empty();
    memory.seen.put(entry.slot(), new Seen(entry.sequence(), entry.signature(), memory.listings));
    forget(directory);
  }

  private void forget(StorageIndex current) {
    var oldest = directories.entrySet().iterator();
    while (entries > MAX_ENTRIES && oldest.hasNext()) {
      var next = oldest.next();
      if (next.getKey().equals(current)) continue;
      entries -= next.getValue().seen.size();
      oldest.remove();
    }
  }

  /** Takes note that a server has nothing in {@code slot}; {@code CORRUPT} if it had. */
  synchronized void noteNothing(StorageIndex directory, Slot slot) {
    Memory memory = directories.get(directory);
    if (memory != null && memory.seen.containsKey(slot)) throw rolledBack(directory);
  }

  /** The number in {@code slot} that was last seen, or 0. */
  synchronized long sequence(StorageIndex directory, Slot slot) {
    Memory memory = directories.get(directory);
    Seen seen = memory == null ? null : memory.seen.get(slot);
    return seen == null ? 0 : seen.sequence;
  }

  /** Begins a listing, and returns its number. */
  synchronized int beginListing(StorageIndex directory) {
    return ++directories.computeIfAbsent(directory, first -> new Memory()).listings;
  }

  /** Ends a listing; {@code CORRUPT} if an entry that was known at its beginning was not in it. */
  synchronized void endListing(StorageIndex directory, int listing) {
    Memory memory = directories.get(directory);
    if (memory == null) return;
    for (Seen seen : memory.seen.values()) if (seen.listing < listing) throw rolledBack(directory);
  }

  /** Keeps a directory that one page holds, until something in it is seen to have changed. */
  synchronized void keep(StorageIndex directory, VdriveClient.TaggedPage page) {
    Memory memory = directories.get(directory);
    if (memory != null) memory.whole = Optional.of(page);
  }

  /** What {@link #keep} kept. */
  synchronized Optional<VdriveClient.TaggedPage> kept(StorageIndex directory) {
    Memory memory = directories.get(directory);
    return memory == null ? Optional.empty() : memory.whole;
  }

  private static GridException rolledBack(StorageIndex directory) {
    return corrupt(directory, "is older than it was seen before: its server has gone back in time");
  }

  private static GridException forked(StorageIndex directory) {
    return corrupt(directory, "has two entries of the same number: its server shows each to some");
  }

  private static GridException corrupt(StorageIndex directory, String what) {
    return new GridException(GridException.Kind.CORRUPT, "directory " + directory + " " + what);
  }
}
