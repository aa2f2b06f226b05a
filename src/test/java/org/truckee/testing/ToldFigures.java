package org.truckee.testing;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.truckee.platform.measure.MetricSink;
import org.truckee.platform.measure.Timings;

/** What parts tell monitors, each figure by its name and the values of its labels. */
public final class ToldFigures implements MetricSink {
  private final Map<String, Long> all = new TreeMap<>();

  @Override
  public void gauge(String name, String help, Number value, String... labels) {
    StringBuilder key = new StringBuilder(name);
    for (int i = 1; i < labels.length; i += 2) key.append(' ').append(labels[i]);
    all.put(key.toString(), value.longValue());
  }

  @Override
  public void counter(String name, String help, Number value, String... labels) {
    gauge(name, help, value, labels);
  }

  /** Is left out. */
  @Override
  public void histogram(String name, String help, Timings.Counts times, String... labels) {}

  /** The figures with {@code names}, in the order of these. */
  public List<Long> of(String... names) {
    return List.of(names).stream().map(all::get).toList();
  }
}
