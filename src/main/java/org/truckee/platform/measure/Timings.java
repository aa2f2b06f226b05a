package org.truckee.platform.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The times that things of one kind took: how many of them took how long, in ranges that are always
 * the same, and their sum. Thread-safe and of fixed size; to note one costs an event loop nothing.
 */
public final class Timings {
  /** The ends of the ranges in seconds; one more range has none. */
  public static final List<Double> BOUNDS =
      List.of(
          0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0,
          30.0, 60.0);

  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

  /** The number in each range, and then the nanoseconds of all. */
  private final AtomicLongArray counts = new AtomicLongArray(BOUNDS.size() + 2);

  /**
   * The times so far.
   *
   * @param counts the number in each range, of which there is one more than {@link #BOUNDS}
   * @param sum the seconds of all
   */
  public record Counts(List<Long> counts, double sum) {
    /** Takes a copy. */
    public Counts {
      counts = List.copyOf(counts);
      if (counts.size() != BOUNDS.size() + 1)
        throw new IllegalArgumentException(counts.size() + " ranges");
    }

    /** The number of all. */
    public long all() {
      return counts.stream().mapToLong(Long::longValue).sum();
    }
  }

  /** Notes one that took {@code nanos}. */
  public void add(long nanos) {
    double seconds = nanos / NANOS;
    int range = 0;
    while (range < BOUNDS.size() && seconds > BOUNDS.get(range)) range++;
    counts.incrementAndGet(range);
    counts.addAndGet(BOUNDS.size() + 1, nanos);
  }

  /** The times so far; one that is noted meanwhile may be missing from the sum. */
  public Counts now() {
    List<Long> each = new ArrayList<>();
    for (int range = 0; range <= BOUNDS.size(); range++) each.add(counts.get(range));
    return new Counts(each, counts.get(BOUNDS.size() + 1) / NANOS);
  }
}
