package org.truckee.client.directory;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truckee.bytes.Bytes;
import org.truckee.cap.Capability;
import org.truckee.client.mutable.MutableFile;
import org.truckee.dirnode.Table;
import org.truckee.dirnode.TableForm;

/**
 * Writes changes into directories. Those that come while their directory is being written go into
 * its next version all together, so that many writers here wait for one write and not for each
 * other's. Thread-safe.
 */
final class TableChanges {
  private record Waiting(TableChange change, Promise<Void> written) {}

  /** What waits for each directory that is being written. */
  private final Map<Capability, List<Waiting>> queues = new HashMap<>();

  /** Makes {@code change}; completes when it is written, or was found not to fit. */
  Future<Void> make(TableChange change, Capability directory, TableForm form, MutableFile file) {
    Waiting waiting = new Waiting(change, Promise.promise());
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
    file.modify(contents -> apply(changes, form, contents))
        .onComplete(
            result -> {
              batch.forEach(waiting -> waiting.written().handle(result));
              writeNext(directory, form, file);
            });
  }

  private static Optional<Bytes> apply(List<TableChange> changes, TableForm form, Bytes contents) {
    Table before = Table.unpack(form, contents);
    Table after = before;
    for (TableChange change : changes) after = change.apply(after);
    if (!after.equals(before)) return Optional.of(after.pack());
    return changes.stream().allMatch(TableChange::isRefused)
        ? Optional.empty()
        : Optional.of(contents);
  }
}
