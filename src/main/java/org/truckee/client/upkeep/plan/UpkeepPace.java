package org.truckee.client.upkeep.plan;

import java.util.concurrent.TimeUnit;

/**
 * The bound on the speed of upkeep: each thing, and each byte that is moved for it, takes its part
 * of a second, and the next thing waits until that has passed. Thread-safe.
 */
public final class UpkeepPace {
  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

  private final int filesPerSecond;
  private final long bytesPerSecond;
  private long freeAt;
  private boolean begun;

  /** A pace of so many files and bytes a second at most. */
  public UpkeepPace(int filesPerSecond, long bytesPerSecond) {
    if (filesPerSecond < 1 || bytesPerSecond < 1)
      throw new IllegalArgumentException(filesPerSecond + " files, " + bytesPerSecond + " bytes");
    this.filesPerSecond = filesPerSecond;
    this.bytesPerSecond = bytesPerSecond;
  }

  /** Takes the next turn, for a thing of {@code bytes}; returns the milliseconds to wait for it. */
  public synchronized long take(long bytes, long nanos) {
    if (!begun || freeAt - nanos < 0) freeAt = nanos;
    begun = true;
    long wait = freeAt - nanos;
    freeAt += (long) (SECOND / filesPerSecond + bytes * SECOND / bytesPerSecond);
    return TimeUnit.NANOSECONDS.toMillis(wait);
  }
}
