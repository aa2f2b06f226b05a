package org.truckee.client.directory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Table;
import org.truckee.dirnode.TableForm;

/**
 * Edits on their way into a table. When another writer was faster, they are applied again to what
 * that one left; where it has taken over what an earlier attempt of this one wrote, they are in
 * place already, and are not taken for somebody else's.
 */
final class TableChange implements Function<Bytes, Optional<Bytes>> {
  private final TableForm form;
  private final List<Edit> edits;
  private final Instant now;
  private volatile Attempt latest;
  private volatile GridException refusal;

  private record Attempt(List<Optional<Child>> before, Table after) {}

  TableChange(TableForm form, List<Edit> edits, Instant now) {
    this.form = form;
    this.edits = List.copyOf(edits);
    this.now = now;
  }

  /** Nothing is to be written if an edit does not fit, which {@link #before} says. */
  @Override
  public Optional<Bytes> apply(Bytes contents) {
    try {
      refusal = null;
      return changed(contents);
    } catch (GridException e) {
      refusal = e;
      return Optional.empty();
    }
  }

  private Optional<Bytes> changed(Bytes contents) {
    Table table = Table.unpack(form, contents);
    if (latest != null && isInPlace(table)) return Optional.empty();
    List<Optional<Child>> before = edits.stream().map(edit -> table.get(edit.name())).toList();
    Table after = table.edited(edits, now);
    latest = new Attempt(before, after);
    return after.equals(table) ? Optional.empty() : Optional.of(after.pack());
  }

  private boolean isInPlace(Table table) {
    return edits.stream().allMatch(edit -> table.isSame(edit.name(), latest.after()));
  }

  /** What stood under each name before the edits; throws why they don't fit what is there. */
  List<Optional<Child>> before() {
    if (refusal != null) throw refusal;
    return latest.before();
  }
}
