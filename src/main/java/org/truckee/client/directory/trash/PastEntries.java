package org.truckee.client.directory.trash;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.client.directory.Directory;
import org.truckee.dirnode.Child;

/**
 * The children that were taken away from the directories of a drive after a moment, as its trash
 * tells: of each name, the one that went first, since that was there at the moment if any was.
 */
final class PastEntries {
  /** The most entries that are remembered. */
  private static final int MOST = 100_000;

  private static final Comparator<TrashEntry> EARLIEST_FIRST =
      Comparator.comparing((TrashEntry entry) -> entry.removed().orElseThrow())
          .thenComparing(entry -> entry.child().metadata().changed().orElse(Instant.EPOCH))
          .thenComparing(TrashEntry::id);

  private final Instant at;
  private final Map<String, Map<String, TrashEntry>> byDirectory = new HashMap<>();
  private int count;

  private PastEntries(Instant at) {
    this.at = at;
  }

  /** Reads those that went after {@code at} from {@code trash}. */
  static Future<PastEntries> read(Trash trash, Instant at) {
    PastEntries past = new PastEntries(at);
    return trash.forEach(past::take).map(past);
  }

  private void take(TrashEntry entry) {
    boolean later = entry.removed().filter(time -> time.isAfter(at)).isPresent();
    if (!later || entry.address().isEmpty()) return;
    if (++count > MOST) throw tooMany();
    byDirectory
        .computeIfAbsent(entry.address().get(), first -> new HashMap<>())
        .merge(entry.child().name(), entry, PastEntries::earlier);
  }

  /** The one that went first; of two that went at once, the one that was linked first. */
  private static TrashEntry earlier(TrashEntry one, TrashEntry other) {
    return EARLIEST_FIRST.compare(one, other) <= 0 ? one : other;
  }

  /** The storage index of {@code directory}, by which entries name it. */
  static String address(Directory directory) {
    return directory
        .capability()
        .verifyCap()
        .map(verify -> verify.storageIndex().toString())
        .orElse("");
  }

  /** The entries of the directory with the storage index {@code address}, by name. */
  Map<String, TrashEntry> of(String address) {
    return byDirectory.getOrDefault(address, Map.of());
  }

  /** The child that {@code gone} tells of, if the child was there already. */
  Optional<Child> child(TrashEntry gone) {
    return Optional.of(gone.child()).filter(this::wasThere);
  }

  /** Returns whether the link of {@code child} is as old as that, as far as is noted. */
  boolean wasThere(Child child) {
    return child.metadata().created().filter(time -> time.isAfter(at)).isEmpty();
  }

  private static GridException tooMany() {
    return new GridException(
        GridException.Kind.TOO_LARGE,
        "more than " + MOST + " things were taken away since then, too many to go back there",
        "a later time may do");
  }
}
