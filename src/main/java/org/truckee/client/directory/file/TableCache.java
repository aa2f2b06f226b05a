package org.truckee.client.directory.file;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.truckee.bytes.Bytes;
import org.truckee.cap.Capability;
import org.truckee.dirnode.Table;
import org.truckee.platform.ContextBound;

/**
 * Tables that were read of late, each under everything that it follows from: the capability and,
 * for a directory that can change, the version. So a table from here is as good as one read again.
 * Thread-safe.
 */
final class TableCache {
  /** The most bytes of a table that is kept in memory; a larger one is read as a stream. */
  static final int MAX_TABLE = 4 << 20;

  /** The key of a table: everything that it follows from. */
  record Key(Capability capability, long sequence, Bytes rootHash) {
    /** The key of a table that never changes. */
    static Key of(Capability capability) {
      return new Key(capability, 0, Bytes.EMPTY);
    }
  }

  private final Map<Key, Table> tables = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<Key, Future<Table>> reading = new HashMap<>();
  private final long limit;
  private long total;

  /** Keeps at most {@code limit} bytes of tables. */
  TableCache(long limit) {
    this.limit = limit;
  }

  /**
   * The table of {@code key}, which {@code read} gets if it is missing here; once for all that want
   * it at the same time.
   */
  Future<Table> get(Key key, Supplier<Future<Table>> read) {
    Promise<Table> promise = Promise.promise();
    synchronized (tables) {
      Table known = tables.get(key);
      if (known != null) return Future.succeededFuture(known);
      Future<Table> other = reading.putIfAbsent(key, promise.future());
      if (other != null) return ContextBound.of(other);
    }
    read.get().onSuccess(table -> put(key, table)).onComplete(table -> end(key, promise, table));
    return promise.future();
  }

  private void end(Key key, Promise<Table> promise, AsyncResult<Table> table) {
    synchronized (tables) {
      reading.remove(key);
    }
    promise.handle(table);
  }

  /** The table of {@code key}, if it is here. */
  Optional<Table> get(Key key) {
    synchronized (tables) {
      return Optional.ofNullable(tables.get(key));
    }
  }

  /** Keeps {@code table}, which was read and checked, or written a moment ago. */
  void put(Key key, Table table) {
    if (table.packedSize() > Math.min(MAX_TABLE, limit)) return;
    synchronized (tables) {
      Table before = tables.put(key, table);
      total += table.packedSize() - (before == null ? 0 : before.packedSize());
      Iterator<Table> oldest = tables.values().iterator();
      while (total > limit) {
        total -= oldest.next().packedSize();
        oldest.remove();
      }
    }
  }
}
