package org.truckee.client.directory.file;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.cap.Capability;
import org.truckee.cap.MutableFormat;
import org.truckee.cap.MutableWriteCap;
import org.truckee.client.mutable.MutableFile;
import org.truckee.client.mutable.read.MutableVersion;
import org.truckee.dirnode.Table;
import org.truckee.dirnode.TableForm;
import org.truckee.mutable.SignedPrefix;
import org.truckee.platform.ContextBound;
import org.truckee.worker.Machine;

/**
 * Writes changes into directories. Changes that come while their directory is being written go into
 * its next version all together, so that many writers here wait for one write and not for each
 * other's. Thread-safe.
 */
final class TableChanges {
  /** The size up to which a table is changed in memory, although it could be changed in parts. */
  private static final int MAX_IN_MEMORY = 8 << 20;

  private record Waiting(TableChange change, Promise<Void> written) {}

  /** The changes that wait for each directory that is being written. */
  private final Map<Capability, List<Waiting>> queues = new HashMap<>();

  private final Machine machine;
  private final FilesOfTables files;
  private final TableCache tables;

  /** Changes that find the tables before them in {@code tables}, and leave those after them. */
  TableChanges(Machine machine, FilesOfTables files, TableCache tables) {
    this.tables = tables;
    this.machine = machine;
    this.files = files;
  }

  /** Makes {@code change}; completes when it is written, or does not fit. */
  Future<Void> make(TableChange change, Capability directory, TableForm form, MutableFile file) {
    Waiting waiting = new Waiting(change, ContextBound.promise());
    boolean idle;
    synchronized (queues) {
      idle = !queues.containsKey(directory);
      queues.computeIfAbsent(directory, none -> new ArrayList<>()).add(waiting);
    }
    if (idle) writeNext(directory, form, file);
    return waiting.written().future();
  }

  private void writeNext(Capability directory, TableForm form, MutableFile file) {
    List<Waiting> batch;
    synchronized (queues) {
      batch = queues.put(directory, new ArrayList<>());
      if (batch.isEmpty()) {
        queues.remove(directory);
        return;
      }
    }
    List<TableChange> changes = batch.stream().map(Waiting::change).toList();
    write(changes, directory, form, file)
        .onComplete(
            result -> {
              batch.forEach(waiting -> waiting.written().handle(result));
              writeNext(directory, form, file);
            });
  }

  private Future<Void> write(
      List<TableChange> changes, Capability directory, TableForm form, MutableFile file) {
    boolean parts = ((MutableWriteCap) file.cap()).format() == MutableFormat.MDMF;
    Attempts attempts = new Attempts(changes, directory, form);
    Future<Void> written =
        file.modify(
                parts ? MAX_IN_MEMORY : MutableVersion.MAX_CONTENTS,
                attempts::known,
                attempts::apply)
            .onSuccess(attempts::keep)
            .mapEmpty();
    return parts
        ? written.recover(
            failure ->
                writeLarge(failure, new LargeChange(changes, form, file, machine.codec(), files)))
        : written;
  }

  private static Future<Void> writeLarge(Throwable failure, LargeChange change) {
    return GridException.is(failure, GridException.Kind.TOO_LARGE)
        ? change.run()
        : Future.failedFuture(failure);
  }

  /** Attempts at the same changes of one directory. */
  private final class Attempts {
    private final List<TableChange> changes;
    private final Capability directory;
    private final TableForm form;
    private volatile Table latest;

    Attempts(List<TableChange> changes, Capability directory, TableForm form) {
      this.changes = changes;
      this.directory = directory;
      this.form = form;
    }

    private TableCache.Key key(long sequence, Bytes rootHash) {
      return new TableCache.Key(directory, sequence, rootHash);
    }

    /** The contents of {@code version}, if its table is known. */
    Optional<Bytes> known(MutableVersion version) {
      return tables.get(key(version.sequence(), version.rootHash())).map(Table::pack);
    }

    Optional<Bytes> apply(Bytes contents) {
      Table before = Table.unpack(form, contents);
      Table after = before;
      for (TableChange change : changes) after = change.apply(after);
      latest = after;
      if (!after.equals(before)) return Optional.of(after.pack());
      return changes.stream().allMatch(TableChange::isRefused)
          ? Optional.empty()
          : Optional.of(contents);
    }

    /** Keeps the table that was written, so that it need not be read. */
    void keep(Optional<SignedPrefix> version) {
      version.ifPresent(now -> tables.put(key(now.sequence(), now.rootHash()), latest));
    }
  }
}
