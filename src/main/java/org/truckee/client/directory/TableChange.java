package org.truckee.client.directory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Table;

/**
 * Edits on their way into a table. When another writer was faster, they are applied again to what
 * that one left; where it has taken over what an earlier attempt of this one wrote, they are in
 * place already, and are not taken for somebody else's.
 */
final class TableChange {
  private final List<Edit> edits;
  private final Instant now;
  private volatile Attempt latest;
  private volatile GridException refusal;

  private record Attempt(List<Optional<Child>> before, Table after) {}

  TableChange(List<Edit> edits, Instant now) {
    this.edits = List.copyOf(edits);
    this.now = now;
  }

  /** What becomes of {@code table}; nothing if an edit does not fit, which {@link #before} says. */
  Table apply(Table table) {
    try {
      refusal = null;
      return latest != null && isInPlace(table) ? table : edited(table);
    } catch (GridException e) {
      refusal = e;
      return table;
    }
  }

  private Table edited(Table table) {
    List<Optional<Child>> before = edits.stream().map(edit -> table.get(edit.name())).toList();
    Table after = table.edited(edits, now);
    checkSize(table.packedSize(), after.packedSize());
    latest = new Attempt(before, after);
    return after;
  }

  /** What is written can be read again: a table grows to what a reader takes, and no further. */
  private static void checkSize(long before, long after) {
    if (after > TableCache.MAX_TABLE && after > before)
      throw Directories.tooLarge(TableCache.MAX_TABLE);
  }

  private boolean isInPlace(Table table) {
    return edits.stream().allMatch(edit -> table.isSame(edit.name(), latest.after()));
  }

  /** Whether an edit does not fit. */
  boolean isRefused() {
    return refusal != null;
  }

  /** What stood under each name before the edits; throws why they don't fit what is there. */
  List<Optional<Child>> before() {
    if (refusal != null) throw refusal;
    return latest.before();
  }
}
