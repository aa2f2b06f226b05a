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
import org.truckee.protocol.VdriveChange;
import org.truckee.protocol.VdriveConflict;
import org.truckee.protocol.VdriveWrite;

/**
 * Makes one step in the transaction that is open. All is checked before the first change, so a step
 * that can't be made leaves nothing behind. Blocks.
 */
final class SqliteStep {
  private final SqliteTables tables;
  private final long maximumEntries;
  private final Map<StorageIndex, Ed25519VerifyingKey> made = new LinkedHashMap<>();
  private final Map<StorageIndex, Optional<SqliteTables.Row>> rows = new HashMap<>();
  private final Map<StorageIndex, Integer> added = new LinkedHashMap<>();
  private final List<VdriveChange> present = new ArrayList<>();
  private final List<VdriveChange> changes = new ArrayList<>();
  private boolean conflict;

  SqliteStep(SqliteTables tables, long maximumEntries) {
    this.tables = tables;
    this.maximumEntries = maximumEntries;
  }

  /** Makes {@code step}, or says what is in its way. */
  Optional<VdriveConflict> make(VdriveWrite step) throws SQLException {
    for (Ed25519VerifyingKey key : step.directories())
      made.put(VdriveVerifyCap.of(key).storageIndex(), key);
    for (VdriveChange change : step.entries()) check(change);
    if (conflict) return Optional.of(new VdriveConflict(present));
    checkSpace();
    for (var directory : made.entrySet()) tables.make(directory.getKey(), directory.getValue());
    for (VdriveChange change : changes) tables.put(id(change.directory()), change.entry());
    for (var directory : added.entrySet())
      tables.count(id(directory.getKey()), directory.getValue());
    return Optional.empty();
  }

  private void check(VdriveChange change) throws SQLException {
    StorageIndex directory = change.directory();
    Optional<SqliteTables.Row> row = row(directory);
    if (row.isEmpty() && !made.containsKey(directory)) throw missing(directory);
    VdriveEntry next = change.entry();
    Optional<VdriveEntry> now =
        row.isPresent() ? tables.entry(row.get().id(), next.slot()) : Optional.empty();
    now.ifPresent(entry -> present.add(new VdriveChange(directory, entry)));
    if (now.isPresent() && now.get().equals(next)) return;
    if (next.sequence() != now.map(VdriveEntry::sequence).orElse(0L) + 1) conflict = true;
    changes.add(change);
    added.merge(directory, now.isPresent() ? 0 : 1, Integer::sum);
  }

  private void checkSpace() throws SQLException {
    for (var directory : added.entrySet()) {
      long before = row(directory.getKey()).map(SqliteTables.Row::total).orElse(0L);
      if (directory.getValue() > 0 && before + directory.getValue() > maximumEntries)
        throw new GridException(
            GridException.Kind.NO_SPACE,
            "a directory has at most " + maximumEntries + " entries here, removed ones included");
    }
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

  private static GridException missing(StorageIndex directory) {
    return new GridException(
        GridException.Kind.NOT_FOUND, "directory " + directory + " is not kept here");
  }
}
