package org.truckee.client.limit;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Supplier;
import org.truckee.crypto.StorageIndex;

/**
 * The quota of somebody who stores files. Room is reserved for a file before it is stored, so that
 * the quota holds however many are stored at once, and settled when it is there. Thread-safe.
 */
public interface StorageQuota {
  /**
   * Reserves room for {@code bytes} of {@code file}, which may be there already with fewer or more;
   * {@code NO_SPACE} if the quota has not that much left.
   */
  Future<Reservation> reserve(StorageIndex file, long bytes);

  /** Room for a file. One of the two ends it, once. */
  interface Reservation {
    /** Notes that the file is there; completes when that lasts. */
    Future<Void> settle();

    /** Gives the room back: the file is not there. */
    void release();
  }

  /** Has this quota count what the current request stores. */
  default void bind() {
    Bound.put(StorageQuota.class, this);
  }

  /**
   * The outcome of {@code storing}, which puts {@code bytes} of {@code file} on the grid; they
   * count for the quota of the current request, if one is bound to it.
   */
  static <T> Future<T> counting(StorageIndex file, long bytes, Supplier<Future<T>> storing) {
    Optional<StorageQuota> quota = Bound.get(StorageQuota.class);
    if (quota.isEmpty()) return storing.get();
    return quota.get().reserve(file, bytes).compose(room -> within(room, storing));
  }

  private static <T> Future<T> within(Reservation room, Supplier<Future<T>> storing) {
    return Future.succeededFuture()
        .compose(reserved -> storing.get())
        .onFailure(failed -> room.release())
        .compose(stored -> room.settle().map(stored));
  }
}
