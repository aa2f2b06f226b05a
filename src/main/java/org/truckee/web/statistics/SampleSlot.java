package org.truckee.web.statistics;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * The samples of one stretch of time, and their form in a slot of the file: {@code be64(number) ||
 * be32(samples) || be64(double) for each series}.
 */
final class SampleSlot {
  /** The bytes in a slot. */
  static final int PAYLOAD = 8 + 4 + 8 * Series.values().length;

  private final long number;
  private final double[] sums = new double[Series.values().length];
  private int samples;

  SampleSlot(long number) {
    this.number = number;
  }

  /** The number of the stretch of time, counted from 1970. */
  long number() {
    return number;
  }

  void add(Sample sample) {
    samples++;
    for (Map.Entry<Series, Double> value : sample.values().entrySet())
      sums[index(value.getKey())] += value.getValue();
  }

  /** The sum of a count, or the mean of a measurement. */
  double value(Series series) {
    double sum = sums[index(series)];
    return series.counted() || samples == 0 ? sum : sum / samples;
  }

  private static int index(Series series) {
    return Arrays.asList(Series.values()).indexOf(series);
  }

  byte[] toBytes() {
    ByteBuffer bytes = ByteBuffer.allocate(PAYLOAD).putLong(number).putInt(samples);
    for (double sum : sums) bytes.putDouble(sum);
    return bytes.array();
  }

  /** Reads a slot; empty if there are no samples in it. */
  static Optional<SampleSlot> read(ByteBuffer fields) {
    SampleSlot slot = new SampleSlot(fields.getLong());
    slot.samples = fields.getInt();
    for (int i = 0; i < slot.sums.length; i++) slot.sums[i] = fields.getDouble();
    return slot.samples > 0 ? Optional.of(slot) : Optional.empty();
  }
}
