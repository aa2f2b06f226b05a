package org.truckee.vdrive;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truckee.cap.VdriveVerifyCap;
import org.truckee.crypto.Ed25519VerifyingKey;
import org.truckee.crypto.StorageIndex;
import org.truckee.dirnode.vdrive.VdriveEntry;
import org.truckee.protocol.vdrive.VdriveChange;
import org.truckee.protocol.vdrive.VdriveConflict;
import org.truckee.protocol.vdrive.VdriveWrite;

/**
 * Makes one step in the transaction that is open. Everything is checked before the first change, so
 * a step that can't be made leaves nothing behind. Blocks.
 */
final class SqliteStep {
  private final SqliteTables tables;
  private final StepCheck check;
  private final Map<StorageIndex, Ed25519VerifyingKey> made = new LinkedHashMap<>();
  private final Map<StorageIndex, Optional<SqliteTables.Row>> rows = new HashMap<>();

  SqliteStep(SqliteTables tables, long maximumEntries) {
    this.tables = tables;
    this.check = new StepCheck(maximumEntries);
  }

  /** Makes {@code step}, or returns the entries that are in its way. */
  Optional<VdriveConflict> make(VdriveWrite step) throws SQLException {
    for (Ed25519VerifyingKey key : step.directories())
      made.put(VdriveVerifyCap.of(key).storageIndex(), key);
    for (VdriveChange change : step.entries()) look(change);
    if (check.isConflict()) return Optional.of(conflict());
    Map<StorageIndex, StepCheck.Growth> growth = check.growth();
    for (var directory : made.entrySet()) tables.make(directory.getKey(), directory.getValue());
    for (VdriveChange change : check.changes()) tables.put(id(change.directory()), change.entry());
    for (var directory : growth.entrySet())
      tables.count(
          id(directory.getKey()), directory.getValue().added(), directory.getValue().removed());
    return Optional.empty();
  }

  private void look(VdriveChange change) throws SQLException {
    StorageIndex directory = change.directory();
    Optional<SqliteTables.Row> row = row(directory);
    if (row.isEmpty() && !made.containsKey(directory)) throw DirnodeStore.missing(directory);
    VdriveEntry next = change.entry();
    Optional<VdriveEntry> now =
        row.isPresent() ? tables.entry(row.get().id(), next.slot()) : Optional.empty();
    check.see(
        change,
        row.map(found -> new StepCheck.Counts(found.total(), found.removed()))
            .orElse(StepCheck.Counts.NONE),
        now.map(entry -> new StepCheck.Taken(entry.sequence(), entry.size(), entry.equals(next))));
  }

  private VdriveConflict conflict() throws SQLException {
    List<VdriveChange> present = new ArrayList<>();
    for (VdriveConflict.Place place : check.shown()) {
      VdriveEntry entry = tables.entry(id(place.directory()), place.slot()).orElseThrow();
      present.add(new VdriveChange(place.directory(), entry));
    }
    return new VdriveConflict(present, check.omitted());
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
