package org.truckee.client.directory.trash;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The entries of a trash, those that were taken away last first.
 *
 * @param total the number of all entries, of which the list may hold only the latest
 */
public record TrashList(List<TrashEntry> entries, long total) {
  private static final Comparator<TrashEntry> LATEST_FIRST =
      Comparator.comparing((TrashEntry entry) -> entry.removed().orElse(Instant.EPOCH))
          .thenComparing(TrashEntry::id)
          .reversed();

  /** Takes a copy. */
  public TrashList {
    entries = List.copyOf(entries);
  }

  /** Collects the latest of any number of entries. */
  static final class Collector {
    private final int most;
    private final List<TrashEntry> latest = new ArrayList<>();
    private long total;

    /** A collector of no more than {@code most}. */
    Collector(int most) {
      this.most = most;
    }

    void add(TrashEntry entry) {
      total++;
      latest.add(entry);
      if (latest.size() >= 2 * most) shorten();
    }

    private void shorten() {
      latest.sort(LATEST_FIRST);
      if (latest.size() > most) latest.subList(most, latest.size()).clear();
    }

    TrashList list() {
      shorten();
      return new TrashList(latest, total);
    }
  }
}
