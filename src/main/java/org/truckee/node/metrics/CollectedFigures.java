package org.truckee.node.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.truckee.platform.measure.MetricSink;
import org.truckee.platform.measure.Timings;

/**
 * The figures that the parts of a node tell at one time, for Prometheus. A value of a label that
 * could be a storage index, a capability or a stranger's text is refused: it is a short word.
 */
final class CollectedFigures implements MetricSink {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

  /** Shorter than a storage index, which has 26 characters. */
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.+-]{1,24}");

  private final Map<String, GaugeSnapshot.Builder> gauges = new TreeMap<>();
  private final Map<String, CounterSnapshot.Builder> counters = new TreeMap<>();
  private final Map<String, HistogramSnapshot.Builder> histograms = new TreeMap<>();

  @Override
  public synchronized void gauge(String name, String help, Number value, String... labels) {
    gauges
        .computeIfAbsent(checked(name), first -> GaugeSnapshot.builder().name(name).help(help))
        .dataPoint(
            GaugeSnapshot.GaugeDataPointSnapshot.builder()
                .value(value.doubleValue())
                .labels(labels(labels))
                .build());
  }

  @Override
  public synchronized void counter(String name, String help, Number value, String... labels) {
    counters
        .computeIfAbsent(checked(name), first -> CounterSnapshot.builder().name(name).help(help))
        .dataPoint(
            CounterSnapshot.CounterDataPointSnapshot.builder()
                .value(value.doubleValue())
                .labels(labels(labels))
                .build());
  }

  @Override
  public synchronized void histogram(
      String name, String help, Timings.Counts times, String... labels) {
    histograms
        .computeIfAbsent(checked(name), first -> HistogramSnapshot.builder().name(name).help(help))
        .dataPoint(
            HistogramSnapshot.HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(buckets(times))
                .sum(times.sum())
                .labels(labels(labels))
                .build());
  }

  private static ClassicHistogramBuckets buckets(Timings.Counts times) {
    ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
    for (int i = 0; i < times.counts().size(); i++) {
      boolean last = i == Timings.BOUNDS.size();
      buckets.bucket(
          last ? Double.POSITIVE_INFINITY : Timings.BOUNDS.get(i), times.counts().get(i));
    }
    return buckets.build();
  }

  private static String checked(String name) {
    if (!NAME.matcher(name).matches()) throw new IllegalArgumentException("no metric: " + name);
    return name;
  }

  private static Labels labels(String... labels) {
    for (int i = 0; i < labels.length; i++)
      if (!(i % 2 == 0 ? NAME : WORD).matcher(labels[i]).matches())
        throw new IllegalArgumentException("this is no word for a label");
    return Labels.of(labels);
  }

  /** All of them, by their names. */
  synchronized List<MetricSnapshot> snapshots() {
    return Stream.of(
            gauges.values().stream().map(GaugeSnapshot.Builder::build),
            counters.values().stream().map(CounterSnapshot.Builder::build),
            histograms.values().stream().map(HistogramSnapshot.Builder::build))
        .<MetricSnapshot>flatMap(all -> all)
        .toList();
  }
}
