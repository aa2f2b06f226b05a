package org.truckee.client.directory.file;

import java.time.Instant;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.client.directory.Directories;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Table;

/**
 * Edits on their way into a table. When another writer was faster, they are applied again to its
 * table; where that table holds the outcome of an earlier attempt of this change, the edits are in
 * place already, and are not taken for somebody else's.
 */
final class TableChange {
  private final List<Edit> edits;
  private final Instant now;
  private final long limit;
  private volatile Attempt latest;
  private volatile GridException refusal;

  private record Attempt(List<Optional<Child>> before, Table after) {}

  /** A change of a table without a bound. */
  TableChange(List<Edit> edits, Instant now) {
    this(edits, now, Long.MAX_VALUE);
  }

  /** A change that makes no table larger than {@code limit}, which a reader of it can hold. */
  TableChange(List<Edit> edits, Instant now, long limit) {
    this.edits = edits;
    this.now = now;
    this.limit = limit;
  }

  /**
   * The table that follows from {@code table}; empty if an edit does not fit, which {@link #before}
   * tells.
   */
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
    Table after = table.edited(edits, now);
    long size = after.packedSize();
    if (size > limit && size > table.packedSize()) throw Directories.tooLarge();
    latest = new Attempt(before(table), after);
    return after;
  }

  /** The edits by name, made when they are asked for: most callers never ask. */
  private List<Optional<Child>> before(Table table) {
    return new AbstractList<>() {
      @Override
      public Optional<Child> get(int index) {
        return table.get(edits.get(index).name());
      }

      @Override
      public int size() {
        return edits.size();
      }
    };
  }

  /** The names that the change concerns. */
  List<String> names() {
    return edits.stream().map(Edit::name).toList();
  }

  private boolean isInPlace(Table table) {
    return edits.stream().allMatch(edit -> table.isSame(edit.name(), latest.after()));
  }

  /** Returns whether an edit does not fit. */
  boolean isRefused() {
    return refusal != null;
  }

  /** The children under the names before the edits; throws the reason why they don't fit. */
  List<Optional<Child>> before() {
    if (refusal != null) throw refusal;
    return latest.before();
  }
}
