package org.truckee.node.bench.work;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Locale;

/**
 * The figures of one kind from several runs.
 *
 * @param name the thing that was measured, with its unit at the end
 * @param figures one of each run, from the smallest to the largest
 */
public record Measurement(String name, double... figures) {
  public Measurement {
    if (figures.length == 0) throw new IllegalArgumentException(name + " was never measured");
    figures = figures.clone();
    Arrays.sort(figures);
  }

  /** The figure in the middle. */
  public double median() {
    int half = figures.length / 2;
    return figures.length % 2 == 1 ? figures[half] : (figures[half - 1] + figures[half]) / 2;
  }

  /** The same figures in units that are so much larger. */
  public Measurement dividedBy(double unit) {
    return new Measurement(name, Arrays.stream(figures).map(figure -> figure / unit).toArray());
  }

  /** The line of a table: the median, and the spread of the runs. */
  public String toLine() {
    return String.format(
        Locale.ROOT,
        "%-40s %10s   %10s … %s   (%d)",
        name,
        told(median()),
        told(figures[0]),
        told(figures[figures.length - 1]),
        figures.length);
  }

  /** Adds the median under the name, and the spread beside it. */
  public void addTo(ObjectNode json) {
    json.put(name, rounded(median()));
    json.putObject(name + "_spread")
        .put("lowest", rounded(figures[0]))
        .put("highest", rounded(figures[figures.length - 1]))
        .put("runs", figures.length);
  }

  /** A small figure has more digits. */
  private static String told(double figure) {
    return String.format(Locale.ROOT, Math.abs(figure) < 1 ? "%.3f" : "%.1f", figure);
  }

  private static double rounded(double figure) {
    return Math.round(figure * 1000) / 1000.0;
  }
}
