package org.truckee.vdrive;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.truckee.GridException;

/**
 * Keeps one client from filling the disk with directories: each may make so many in a minute.
 * Clients are told apart by their addresses. Thread-safe.
 */
final class CreationLimit {
  private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final int perMinute;
  private final LongSupplier nanoTime;
  private final Map<String, Integer> made = new HashMap<>();
  private long minute;

  CreationLimit(int perMinute, LongSupplier nanoTime) {
    this.perMinute = perMinute;
    this.nanoTime = nanoTime;
    this.minute = nanoTime.getAsLong();
  }

  /** Counts {@code directories} that {@code client} makes; {@code BUSY} if they are too many. */
  synchronized void count(String client, int directories) {
    if (nanoTime.getAsLong() - minute > MINUTE_NANOS) {
      made.clear();
      minute = nanoTime.getAsLong();
    }
    if (made.getOrDefault(client, 0) + directories > perMinute) {
      throw new GridException(
          GridException.Kind.BUSY,
          "one client makes at most " + perMinute + " directories in a minute here",
          "try again in a minute");
    }
    if (directories > 0) made.merge(client, directories, Integer::sum);
  }
}
