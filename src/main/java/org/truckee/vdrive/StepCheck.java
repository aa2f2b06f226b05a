package org.truckee.vdrive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.crypto.StorageIndex;
import org.truckee.dirnode.vdrive.VdriveEntry;
import org.truckee.protocol.vdrive.VdriveChange;
import org.truckee.protocol.vdrive.VdriveConflict;
import org.truckee.protocol.vdrive.VdriveWrite;

/**
 * Decides whether one step can be made on what a store has. The store shows it each change with
 * what is in its slot, and writes nothing before all have been seen.
 */
public final class StepCheck {
  private static final int CHANGE_OVERHEAD = 128;

  /** The rest is room for entries that are only named, and for the text form of all. */
  private static final long MAX_PRESENT = VdriveWrite.MAX_SIZE / 2;

  /** The numbers of a directory before the step: of its entries, and of the removed among them. */
  public record Counts(long total, long removed) {
    /** Those of a directory that the step makes. */
    public static final Counts NONE = new Counts(0, 0);
  }

  /**
   * The entry in a slot before the step.
   *
   * @param same whether the step would put the very same entry there
   */
  public record Taken(long sequence, int size, boolean same) {
    boolean isTombstone() {
      return size == VdriveEntry.TOMBSTONE_SIZE;
    }
  }

  /** How many entries a directory has more after the step, and how many removed ones. */
  public record Growth(int added, int removed) {
    /** That of the directory in which {@code next} takes the place of what was there. */
    public static Growth of(VdriveEntry next, Optional<Taken> taken) {
      int wasRemoved = taken.filter(Taken::isTombstone).isPresent() ? 1 : 0;
      return new Growth(taken.isPresent() ? 0 : 1, (next.isTombstone() ? 1 : 0) - wasRemoved);
    }

    /** The growth by both. */
    public Growth plus(Growth other) {
      return new Growth(added + other.added, removed + other.removed);
    }
  }

  private final long maximumEntries;
  private final Map<StorageIndex, Counts> counts = new LinkedHashMap<>();
  private final Map<StorageIndex, Growth> growth = new LinkedHashMap<>();
  private final List<VdriveChange> changes = new ArrayList<>();
  private final List<VdriveConflict.Place> shown = new ArrayList<>();
  private final List<VdriveConflict.Place> omitted = new ArrayList<>();
  private boolean conflict;
  private long shownSize;

  /** A check for a store whose directories have at most {@code maximumEntries} children. */
  public StepCheck(long maximumEntries) {
    this.maximumEntries = maximumEntries;
  }

  /** Takes one change into account, of a directory with {@code before}. */
  public void see(VdriveChange change, Counts before, Optional<Taken> taken) {
    VdriveEntry next = change.entry();
    taken.ifPresent(now -> note(change, now));
    if (taken.isPresent() && taken.get().same()) return;
    if (next.sequence() != taken.map(Taken::sequence).orElse(0L) + 1) conflict = true;
    changes.add(change);
    counts.put(change.directory(), before);
    growth.merge(change.directory(), Growth.of(next, taken), Growth::plus);
  }

  /** As many entries as an answer has room for; of the others, their places. */
  private void note(VdriveChange change, Taken now) {
    shownSize += now.size() + CHANGE_OVERHEAD;
    VdriveConflict.Place place =
        new VdriveConflict.Place(change.directory(), change.entry().slot(), now.sequence());
    (shownSize <= MAX_PRESENT ? shown : omitted).add(place);
  }

  /** Returns whether a slot holds another entry than the one before. */
  public boolean isConflict() {
    return conflict;
  }

  /** The places whose entries a conflict shows. */
  public List<VdriveConflict.Place> shown() {
    return shown;
  }

  /** The places of entries that a conflict only names. */
  public List<VdriveConflict.Place> omitted() {
    return omitted;
  }

  /** The changes that are not made yet. */
  public List<VdriveChange> changes() {
    return changes;
  }

  /** How the directories that change grow; {@code NO_SPACE} if one has no room for that. */
  public Map<StorageIndex, Growth> growth() {
    growth.forEach((directory, more) -> checkSpace(counts.get(directory), more));
    return growth;
  }

  /** Children and the marks of removed ones have a limit each. */
  private void checkSpace(Counts before, Growth more) {
    long children = before.total() - before.removed();
    int childrenMore = more.added() - more.removed();
    if (childrenMore > 0 && children + childrenMore > maximumEntries)
      throw full("a directory has at most " + maximumEntries + " entries here");
    long marks = maximumEntries * VdriveConfig.REMOVED_PER_ENTRY;
    if (more.added() > 0 && before.total() + more.added() > marks)
      throw full("a directory has at most " + marks + " entries here, removed ones included");
  }

  private static GridException full(String reason) {
    return new GridException(GridException.Kind.NO_SPACE, reason);
  }
}
