package org.truckee.vdrive.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truckee.cap.VdriveVerifyCap;
import org.truckee.crypto.StorageIndex;
import org.truckee.dirnode.vdrive.VdriveEntry;
import org.truckee.protocol.vdrive.VdriveChange;
import org.truckee.vdrive.StepCheck;
import org.truckee.vdrive.VdriveBackup;
import org.truckee.vdrive.VdriveCopy;

/**
 * Brings some entries of one directory back in the transaction that is open: those that are missing
 * or older in the database.
 */
final class RestoredPart {
  private final VdriveCopy.Part part;
  private final StorageIndex directory;
  private final SqlConnection connection;
  private final long tag;

  RestoredPart(VdriveCopy.Part part, SqlConnection connection, long tag) {
    this.part = part;
    this.directory = VdriveVerifyCap.of(part.key()).storageIndex();
    this.connection = connection;
    this.tag = tag;
  }

  /** Brings them back, and counts what that changed. */
  Future<VdriveBackup.Restored> bringBack() {
    List<EntryPlace> places =
        part.entries().stream().map(entry -> new EntryPlace(directory, entry.slot())).toList();
    Future<RowSet<Row>> made =
        ask(PostgresSql.MAKE, PostgresArguments.keys(List.of(part.key())).addLong(tag));
    return made.compose(done -> ask(PostgresSql.LOCK, PostgresArguments.directory(directory)))
        .map(RestoredPart::checkForm)
        .compose(checked -> ask(PostgresSql.TAKEN, PostgresArguments.places(places)))
        .compose(taken -> bringBack(made.result().rowCount(), found(taken)));
  }

  private static Void checkForm(RowSet<Row> rows) {
    for (Row row : rows) PostgresSchema.check(row.getInteger(3));
    return null;
  }

  private static Map<EntryPlace, StepCheck.Taken> found(RowSet<Row> rows) {
    Map<EntryPlace, StepCheck.Taken> found = new HashMap<>();
    for (Row row : rows)
      found.put(EntryPlace.of(row), new StepCheck.Taken(row.getLong(2), row.getInteger(3), false));
    return found;
  }

  private Future<VdriveBackup.Restored> bringBack(
      int made, Map<EntryPlace, StepCheck.Taken> found) {
    List<VdriveChange> changes = new ArrayList<>();
    StepCheck.Growth growth = new StepCheck.Growth(0, 0);
    int newer = 0;
    for (VdriveEntry entry : part.entries()) {
      StepCheck.Taken now = found.get(new EntryPlace(directory, entry.slot()));
      if (now != null && now.sequence() > entry.sequence()) newer++;
      if (now != null && now.sequence() >= entry.sequence()) continue;
      changes.add(new VdriveChange(directory, entry));
      growth = growth.plus(StepCheck.Growth.of(entry, Optional.ofNullable(now)));
    }
    VdriveBackup.Restored restored = new VdriveBackup.Restored(made, changes.size(), newer);
    return changes.isEmpty()
        ? Future.succeededFuture(restored)
        : write(changes, growth).map(restored);
  }

  private Future<RowSet<Row>> write(List<VdriveChange> changes, StepCheck.Growth growth) {
    return ask(PostgresSql.BRING_BACK, PostgresArguments.entries(changes))
        .compose(
            put ->
                ask(
                    PostgresSql.GROW,
                    PostgresArguments.growth(Map.of(directory, growth)).addLong(tag)));
  }

  private Future<RowSet<Row>> ask(String sql, Tuple arguments) {
    return connection.preparedQuery(sql).execute(arguments);
  }
}
