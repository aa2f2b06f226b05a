package org.truckee.storage.measure;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The seconds that each of the latest thousand calls of one kind took. Thread-safe. */
final class RecentTimes {
  private static final int KEPT = 1_000;

  /** The percentiles that are told, each with the number of calls from which on it means much. */
  private enum Percentile {
    P01("01_0_percentile", 0.01, 100),
    P10("10_0_percentile", 0.1, 10),
    P50("50_0_percentile", 0.5, 10),
    P90("90_0_percentile", 0.9, 10),
    P95("95_0_percentile", 0.95, 20),
    P99("99_0_percentile", 0.99, 100),
    P999("99_9_percentile", 0.999, 1_000);

    private final String text;
    private final double part;
    private final int least;

    Percentile(String text, double part, int least) {
      this.text = text;
      this.part = part;
      this.least = least;
    }

    private Double of(double[] sorted) {
      return sorted.length < least ? null : sorted[(int) (part * sorted.length)];
    }
  }

  private final double[] latest = new double[KEPT];
  private long count;

  /** Adds a call. */
  synchronized void add(double seconds) {
    latest[(int) (count % KEPT)] = seconds;
    count++;
  }

  /** The number of calls. */
  synchronized long count() {
    return count;
  }

  /** The size of the sample, its mean and its percentiles; nothing if there was no call. */
  Map<String, Object> figures() {
    double[] sorted = sample();
    Map<String, Object> figures = new LinkedHashMap<>();
    if (sorted.length == 0) return figures;
    Arrays.sort(sorted);
    figures.put("samplesize", sorted.length);
    figures.put("mean", sorted.length > 1 ? Arrays.stream(sorted).average().orElseThrow() : null);
    for (Percentile percentile : Percentile.values())
      figures.put(percentile.text, percentile.of(sorted));
    return figures;
  }

  private synchronized double[] sample() {
    return Arrays.copyOf(latest, (int) Math.min(count, KEPT));
  }
}
