package org.truckee.vdrive;

import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.truckee.GridException;

/** Tells a full disk from a broken database. */
final class SqliteFailure {
  private SqliteFailure() {}

  static Throwable of(Throwable failure) {
    boolean full =
        failure instanceof SQLiteException sqlite
            && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_FULL;
    return full
        ? new GridException(
            GridException.Kind.NO_SPACE, "the disk of this vdrive server is full", failure)
        : failure;
  }
}
