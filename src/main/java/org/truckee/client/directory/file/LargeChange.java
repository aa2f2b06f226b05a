package org.truckee.client.directory.file;

import io.vertx.core.Future;
import java.util.List;
import org.truckee.GridException;
import org.truckee.client.mutable.MutableFile;
import org.truckee.client.mutable.read.MutableVersion;
import org.truckee.client.plaintext.Plaintext;
import org.truckee.dirnode.Table;
import org.truckee.dirnode.TableForm;
import org.truckee.worker.Codec;

/**
 * Changes to a table that is too large for memory: it is kept on disk while the entries that they
 * concern are picked out of it, and then written anew, a part at a time. When another writer was
 * faster, they are made again to its table.
 */
record LargeChange(
    List<TableChange> changes, TableForm form, MutableFile file, Codec codec, FilesOfTables files) {
  private static final int MAX_TRIES = 20;

  /** Makes the changes; completes when they are written, or don't fit. */
  Future<Void> run() {
    return attempt(0);
  }

  private Future<Void> attempt(int tried) {
    return file.newest()
        .compose(this::change)
        .recover(
            failure ->
                isOutdated(failure) && tried < MAX_TRIES
                    ? attempt(tried + 1)
                    : Future.failedFuture(failure));
  }

  /**
   * The failure after which the change is tried again: the table was replaced before it was read
   * whole, or before the new one was written.
   */
  private static boolean isOutdated(Throwable failure) {
    return GridException.is(failure, GridException.Kind.CONFLICT)
        || GridException.is(failure, GridException.Kind.PRECONDITION);
  }

  private Future<Void> change(MutableVersion version) {
    return version
        .read(0, version.size())
        .compose(files::keep)
        .compose(table -> change(version, table).eventually(table::close));
  }

  private Future<Void> change(MutableVersion version, Plaintext table) {
    return codec
        .run(this::places)
        .compose(
            places ->
                places
                    .lookThrough(new TableStream(codec, table), codec)
                    .compose(seen -> codec.run(() -> apply(places))))
        .compose(splices -> write(version, table, splices));
  }

  private TableSplices places() {
    return new TableSplices(changes.stream().flatMap(change -> change.names().stream()).toList());
  }

  private List<SplicedPlaintext.Splice> apply(TableSplices places) {
    Table table = places.table(form);
    for (TableChange change : changes) table = change.apply(table);
    return places.to(table);
  }

  private Future<Void> write(
      MutableVersion version, Plaintext table, List<SplicedPlaintext.Splice> splices) {
    if (changes.stream().allMatch(TableChange::isRefused)) return Future.succeededFuture();
    table.rewind();
    return file.onlyIf(
            found -> {
              if (found.sequence() != version.sequence()
                  || !found.rootHash().equals(version.rootHash())) throw outdated();
            })
        .overwrite(new SplicedPlaintext(table, splices));
  }

  private static GridException outdated() {
    return new GridException(
        GridException.Kind.PRECONDITION,
        "others change the directory all the time",
        "try again in a moment");
  }
}
