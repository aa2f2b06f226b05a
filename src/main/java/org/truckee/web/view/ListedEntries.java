package org.truckee.web.view;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truckee.cap.Capability;
import org.truckee.web.page.directory.Entry;

/**
 * The entries of large directories that were listed of late, each under its state, so that another
 * page of an unchanged directory is shown without reading it again. Bounded by the number of
 * entries, the least used directories going first. Thread-safe.
 */
final class ListedEntries {
  /** As many as take some tens of megabytes. */
  private static final int MAX_ENTRIES = 150_000;

  /** Smaller directories are read as fast as they are remembered. */
  private static final int MIN_ENTRIES = 500;

  private static final int MAX_DIRECTORIES = 1000;

  private final int maxEntries;
  private final Map<Capability, Listed> directories = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<Capability, Boolean> large = new LinkedHashMap<>(16, 0.75f, true);
  private int total;

  private record Listed(String state, List<Entry> entries) {}

  ListedEntries() {
    this(MAX_ENTRIES);
  }

  ListedEntries(int maxEntries) {
    this.maxEntries = maxEntries;
  }

  /**
   * Returns whether {@code directory} was seen to be large, so that it is worth a question whether
   * it has changed.
   */
  synchronized boolean isLarge(Capability directory) {
    return large.get(directory) != null;
  }

  /** Takes note that {@code directory} has so many {@code entries}. */
  synchronized void count(Capability directory, int entries) {
    if (entries < MIN_ENTRIES) large.remove(directory);
    else large.put(directory, true);
    if (large.size() > MAX_DIRECTORIES) large.remove(large.keySet().iterator().next());
  }

  /** Returns whether a listing that has come to {@code entries} may still be kept in the end. */
  boolean hasRoom(int entries) {
    return entries <= maxEntries;
  }

  /** All entries of {@code directory}, if it was seen in {@code state}. */
  synchronized Optional<List<Entry>> get(Capability directory, String state) {
    return Optional.ofNullable(directories.get(directory))
        .filter(listed -> listed.state().equals(state))
        .map(Listed::entries);
  }

  /** Keeps all {@code entries} of {@code directory}, if they are many and not too many. */
  synchronized void keep(Capability directory, String state, List<Entry> entries) {
    Listed before = directories.remove(directory);
    if (before != null) total -= before.entries().size();
    if (entries.size() < MIN_ENTRIES || !hasRoom(entries.size())) return;
    directories.put(directory, new Listed(state, List.copyOf(entries)));
    total += entries.size();
    var oldest = directories.values().iterator();
    while (total > maxEntries) {
      total -= oldest.next().entries().size();
      oldest.remove();
    }
  }

  /** The number of entries that are kept. */
  synchronized int size() {
    return total;
  }
}
