package org.truckee.vdrive;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.truckee.GridException;
import org.truckee.protocol.ClientBuckets;
import org.truckee.protocol.Rate;

/**
 * Keeps one client from filling the disk with directories: each may make so many in a minute.
 * Clients are told apart by their addresses; those that were there last are remembered.
 * Thread-safe.
 */
final class CreationLimit {
  private static final int MOST_CLIENTS = 10_000;

  private final ClientBuckets buckets;

  CreationLimit(int perMinute, LongSupplier nanoTime) {
    this.buckets =
        new ClientBuckets(new Rate(perMinute, Duration.ofMinutes(1)), nanoTime, MOST_CLIENTS);
  }

  /** Counts {@code directories} that {@code client} makes; {@code BUSY} if they are too many. */
  void count(String client, int directories) {
    long most = buckets.rate().amount();
    if (directories > most || buckets.take(client, directories).isPresent())
      throw new GridException(
          GridException.Kind.BUSY,
          "one client makes at most " + most + " directories in a minute here",
          "try again in a minute");
  }
}
