package org.truckee.vdrive;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.cap.VdriveVerifyCap;
import org.truckee.crypto.Ed25519VerifyingKey;
import org.truckee.crypto.StorageIndex;
import org.truckee.dirnode.VdriveEntry;
import org.truckee.protocol.vdrive.VdriveChange;
import org.truckee.protocol.vdrive.VdriveConflict;
import org.truckee.protocol.vdrive.VdriveWrite;

/**
 * Makes one step in the transaction that is open. Everything is checked before the first change, so
 * a step that can't be made leaves nothing behind. Blocks.
 */
final class SqliteStep {
  private static final int CHANGE_OVERHEAD = 128;

  /** The rest is room for entries that are only named, and for the text form of all. */
  private static final long MAX_PRESENT = VdriveWrite.MAX_SIZE / 2;

  private final SqliteTables tables;
  private final long maximumEntries;
  private final Map<StorageIndex, Ed25519VerifyingKey> made = new LinkedHashMap<>();
  private final Map<StorageIndex, Optional<SqliteTables.Row>> rows = new HashMap<>();
  private final Map<StorageIndex, Integer> added = new LinkedHashMap<>();
  private final Map<StorageIndex, Integer> removed = new LinkedHashMap<>();
  private final List<VdriveChange> present = new ArrayList<>();
  private final List<VdriveConflict.Place> omitted = new ArrayList<>();
  private final List<VdriveChange> changes = new ArrayList<>();
  private boolean conflict;
  private long presentSize;

  SqliteStep(SqliteTables tables, long maximumEntries) {
    this.tables = tables;
    this.maximumEntries = maximumEntries;
  }

  /** Makes {@code step}, or returns the entries that are in its way. */
  Optional<VdriveConflict> make(VdriveWrite step) throws SQLException {
    for (Ed25519VerifyingKey key : step.directories())
      made.put(VdriveVerifyCap.of(key).storageIndex(), key);
    for (VdriveChange change : step.entries()) check(change);
    if (conflict) return Optional.of(new VdriveConflict(present, omitted));
    checkSpace();
    for (var directory : made.entrySet()) tables.make(directory.getKey(), directory.getValue());
    for (VdriveChange change : changes) tables.put(id(change.directory()), change.entry());
    for (var directory : added.entrySet())
      tables.count(id(directory.getKey()), directory.getValue(), removed.get(directory.getKey()));
    return Optional.empty();
  }

  private void check(VdriveChange change) throws SQLException {
    StorageIndex directory = change.directory();
    Optional<SqliteTables.Row> row = row(directory);
    if (row.isEmpty() && !made.containsKey(directory)) throw DirnodeStore.missing(directory);
    VdriveEntry next = change.entry();
    Optional<VdriveEntry> now =
        row.isPresent() ? tables.entry(row.get().id(), next.slot()) : Optional.empty();
    now.ifPresent(entry -> note(directory, entry));
    if (now.isPresent() && now.get().equals(next)) return;
    if (next.sequence() != now.map(VdriveEntry::sequence).orElse(0L) + 1) conflict = true;
    changes.add(change);
    added.merge(directory, now.isPresent() ? 0 : 1, Integer::sum);
    boolean wasRemoved = now.isPresent() && now.get().isTombstone();
    removed.merge(directory, (next.isTombstone() ? 1 : 0) - (wasRemoved ? 1 : 0), Integer::sum);
  }

  /** As many entries as the answer has room for; of the others, their places. */
  private void note(StorageIndex directory, VdriveEntry entry) {
    presentSize += entry.size() + CHANGE_OVERHEAD;
    if (presentSize <= MAX_PRESENT) present.add(new VdriveChange(directory, entry));
    else omitted.add(new VdriveConflict.Place(directory, entry.slot(), entry.sequence()));
  }

  /** Children and the marks of removed ones have a limit each. */
  private void checkSpace() throws SQLException {
    for (var directory : added.entrySet()) {
      Optional<SqliteTables.Row> row = row(directory.getKey());
      long gone = row.map(SqliteTables.Row::removed).orElse(0L);
      long children = row.map(SqliteTables.Row::total).orElse(0L) - gone;
      int goneMore = removed.get(directory.getKey());
      int childrenMore = directory.getValue() - goneMore;
      if (childrenMore > 0 && children + childrenMore > maximumEntries)
        throw full("a directory has at most " + maximumEntries + " entries here");
      long marks = maximumEntries * VdriveConfig.REMOVED_PER_ENTRY;
      if (directory.getValue() > 0 && gone + children + directory.getValue() > marks)
        throw full("a directory has at most " + marks + " entries here, removed ones included");
    }
  }

  private static GridException full(String reason) {
    return new GridException(GridException.Kind.NO_SPACE, reason);
  }

  private Optional<SqliteTables.Row> row(StorageIndex directory) throws SQLException {
    Optional<SqliteTables.Row> row = rows.get(directory);
    if (row == null) {
      row = tables.find(directory);
      rows.put(directory, row);
    }
    return row;
  }

  private long id(StorageIndex directory) throws SQLException {
    if (row(directory).isEmpty()) rows.put(directory, tables.find(directory));
    return row(directory).orElseThrow().id();
  }
}
