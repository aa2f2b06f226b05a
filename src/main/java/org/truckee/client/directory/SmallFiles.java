package org.truckee.client.directory;

import io.vertx.core.Future;
import java.util.function.Function;
import org.truckee.bytes.Bytes;
import org.truckee.cap.ReadCap;

/** Immutable files that are small enough for memory, as directories are kept in. */
public interface SmallFiles {
  /**
   * What {@code use} makes of the whole file; {@code TOO_LARGE} if it has more than {@code limit}
   * bytes.
   */
  <T> Future<T> read(ReadCap cap, int limit, Function<Bytes, Future<T>> use);

  /** Puts a file with {@code contents} on the grid; equal contents get equal capabilities. */
  Future<ReadCap> put(Bytes contents);
}
