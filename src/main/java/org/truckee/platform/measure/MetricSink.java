package org.truckee.platform.measure;

/**
 * The place where the parts of a node tell their figures. A name is that of a metric in lower case,
 * which ends with its unit; a label has a name and a value, in turns. A label is a word of this
 * program, and never anything that a stranger or a user chose: no capability, no storage index, no
 * nickname. Thread-safe.
 */
public interface MetricSink {
  /** A figure of now, which may be {@code NaN} if it is not known yet. */
  void gauge(String name, String help, Number value, String... labels);

  /** A count that only grows; its name in the end is {@code name_total}. */
  void counter(String name, String help, Number value, String... labels);

  /** The times of things of one kind. */
  void histogram(String name, String help, Timings.Counts times, String... labels);
}
