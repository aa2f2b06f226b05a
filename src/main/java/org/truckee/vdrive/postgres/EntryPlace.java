package org.truckee.vdrive.postgres;

import io.vertx.sqlclient.Row;
import org.truckee.crypto.StorageIndex;
import org.truckee.dirnode.Slot;
import org.truckee.protocol.vdrive.VdriveChange;

/** A slot of a directory. */
record EntryPlace(StorageIndex directory, Slot slot) {
  /** The place whose directory and slot stand first in {@code row}. */
  static EntryPlace of(Row row) {
    return new EntryPlace(
        new StorageIndex(PostgresRows.bytes(row, 0)), new Slot(PostgresRows.bytes(row, 1)));
  }

  /** The place that {@code change} changes. */
  static EntryPlace of(VdriveChange change) {
    return new EntryPlace(change.directory(), change.entry().slot());
  }
}
