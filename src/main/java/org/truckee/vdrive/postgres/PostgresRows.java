package org.truckee.vdrive.postgres;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.Ed25519VerifyingKey;
import org.truckee.dirnode.vdrive.VdriveEntry;
import org.truckee.vdrive.DirnodeStore;

/** The values in the rows of answers, and those that go into questions. */
final class PostgresRows {
  private PostgresRows() {}

  static Buffer buffer(Bytes bytes) {
    return Buffer.buffer(bytes.toArray());
  }

  static Bytes bytes(Row row, int column) {
    return Bytes.wrap(row.getBuffer(column).getBytes());
  }

  static VdriveEntry entry(Row row, int column) {
    return VdriveEntry.parse(bytes(row, column));
  }

  /** The directory whose key, number of entries and tag stand first in a row. */
  static DirnodeStore.Head head(Row row) {
    return new DirnodeStore.Head(
        new Ed25519VerifyingKey(bytes(row, 0)), row.getLong(1), Long.toHexString(row.getLong(2)));
  }
}
