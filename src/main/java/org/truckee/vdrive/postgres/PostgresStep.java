package org.truckee.vdrive.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truckee.crypto.StorageIndex;
import org.truckee.dirnode.vdrive.VdriveEntry;
import org.truckee.protocol.vdrive.VdriveChange;
import org.truckee.protocol.vdrive.VdriveConflict;
import org.truckee.protocol.vdrive.VdriveWrite;
import org.truckee.vdrive.DirnodeStore;
import org.truckee.vdrive.StepCheck;

/**
 * Makes one step in the transaction that is open: the directories are locked, what is in the slots
 * is looked at, and nothing is written before all has been seen.
 */
final class PostgresStep {
  private record Found(long sequence, int size) {}

  private final VdriveWrite step;
  private final SqlConnection connection;
  private final StepCheck check;
  private final long tag;
  private final Map<StorageIndex, StepCheck.Counts> heads = new HashMap<>();
  private final Map<EntryPlace, Found> found = new HashMap<>();

  /** A step whose directories get {@code tag}. */
  PostgresStep(VdriveWrite step, SqlConnection connection, long maximumEntries, long tag) {
    this.step = step;
    this.connection = connection;
    this.check = new StepCheck(maximumEntries);
    this.tag = tag;
  }

  /** Makes the step, or returns the entries that are in its way. */
  Future<Optional<VdriveConflict>> make() {
    List<EntryPlace> places = step.entries().stream().map(EntryPlace::of).toList();
    // All three are sent at once; the database answers them in this order.
    Future<?> made = makeDirectories();
    Future<RowSet<Row>> locked = ask(PostgresSql.LOCK, PostgresArguments.directories(step));
    Future<RowSet<Row>> taken = ask(PostgresSql.TAKEN, PostgresArguments.places(places));
    return made.compose(done -> locked)
        .map(this::keepHeads)
        .compose(kept -> taken)
        .map(this::keepFound)
        .compose(kept -> bodies(alike()))
        .compose(this::decide);
  }

  private Future<?> makeDirectories() {
    return step.directories().isEmpty()
        ? Future.succeededFuture()
        : ask(PostgresSql.MAKE, PostgresArguments.keys(step.directories()).addLong(tag));
  }

  private Void keepHeads(RowSet<Row> rows) {
    for (Row row : rows) {
      PostgresSchema.check(row.getInteger(3));
      heads.put(
          new StorageIndex(PostgresRows.bytes(row, 0)),
          new StepCheck.Counts(row.getLong(1), row.getLong(2)));
    }
    return null;
  }

  private Void keepFound(RowSet<Row> rows) {
    for (Row row : rows)
      found.put(EntryPlace.of(row), new Found(row.getLong(2), row.getInteger(3)));
    return null;
  }

  /** The places whose entries may be those of the step, made before. */
  private List<EntryPlace> alike() {
    return step.entries().stream().filter(this::isAlike).map(EntryPlace::of).toList();
  }

  private boolean isAlike(VdriveChange change) {
    VdriveEntry next = change.entry();
    return new Found(next.sequence(), next.size()).equals(found.get(EntryPlace.of(change)));
  }

  private Future<Map<EntryPlace, VdriveEntry>> bodies(List<EntryPlace> places) {
    if (places.isEmpty()) return Future.succeededFuture(Map.of());
    return ask(PostgresSql.BODIES, PostgresArguments.places(places))
        .map(
            rows -> {
              Map<EntryPlace, VdriveEntry> bodies = new HashMap<>();
              for (Row row : rows) bodies.put(EntryPlace.of(row), PostgresRows.entry(row, 2));
              return bodies;
            });
  }

  private Future<Optional<VdriveConflict>> decide(Map<EntryPlace, VdriveEntry> alike) {
    for (VdriveChange change : step.entries()) {
      StepCheck.Counts before = heads.get(change.directory());
      if (before == null) throw DirnodeStore.missing(change.directory());
      boolean same = change.entry().equals(alike.get(EntryPlace.of(change)));
      check.see(
          change,
          before,
          Optional.ofNullable(found.get(EntryPlace.of(change)))
              .map(now -> new StepCheck.Taken(now.sequence(), now.size(), same)));
    }
    if (check.isConflict()) return conflict().map(Optional::of);
    return check.changes().isEmpty()
        ? Future.succeededFuture(Optional.empty())
        : write(check.growth()).map(written -> Optional.empty());
  }

  private Future<VdriveConflict> conflict() {
    List<EntryPlace> shown =
        check.shown().stream()
            .map(place -> new EntryPlace(place.directory(), place.slot()))
            .toList();
    return bodies(shown)
        .map(
            bodies ->
                new VdriveConflict(
                    shown.stream()
                        .map(place -> new VdriveChange(place.directory(), bodies.get(place)))
                        .toList(),
                    check.omitted()));
  }

  private Future<Void> write(Map<StorageIndex, StepCheck.Growth> growth) {
    Future<RowSet<Row>> put = ask(PostgresSql.PUT, PostgresArguments.entries(check.changes()));
    Future<RowSet<Row>> grown =
        ask(PostgresSql.GROW, PostgresArguments.growth(growth).addLong(tag));
    return put.compose(rows -> whole(rows, check.changes().size()))
        .compose(whole -> grown)
        .compose(rows -> whole(rows, growth.size()));
  }

  /** Takes nothing for granted that the locks should have made sure. */
  private static Future<Void> whole(RowSet<Row> rows, int expected) {
    return rows.rowCount() == expected
        ? Future.succeededFuture()
        : Future.failedFuture(
            new IllegalStateException(
                "the database changed " + rows.rowCount() + " rows in place of " + expected));
  }

  private Future<RowSet<Row>> ask(String sql, Tuple arguments) {
    return connection.preparedQuery(sql).execute(arguments);
  }
}
