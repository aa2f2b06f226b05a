package org.truckee.web.statistics;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The samples of one stretch of time, and their form on disk: {@code be64(number) || be32(samples)
 * || be64(double) for each series || be32(CRC-32 of all before)}.
 */
final class SampleSlot {
  /** The bytes on disk. */
  static final int SIZE = 8 + 4 + 8 * Series.values().length + 4;

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

  ByteBuffer toBytes() {
    ByteBuffer bytes = ByteBuffer.allocate(SIZE).putLong(number).putInt(samples);
    for (double sum : sums) bytes.putDouble(sum);
    return bytes.putInt(crc(bytes.array())).flip();
  }

  /** Reads a slot; empty if the bytes are none, or have been torn. */
  static Optional<SampleSlot> read(ByteBuffer bytes) {
    byte[] all = new byte[SIZE];
    bytes.get(all);
    ByteBuffer fields = ByteBuffer.wrap(all);
    SampleSlot slot = new SampleSlot(fields.getLong());
    slot.samples = fields.getInt();
    for (int i = 0; i < slot.sums.length; i++) slot.sums[i] = fields.getDouble();
    boolean whole = fields.getInt() == crc(all) && slot.samples > 0;
    return whole ? Optional.of(slot) : Optional.empty();
  }

  private static int crc(byte[] all) {
    CRC32 crc = new CRC32();
    crc.update(all, 0, SIZE - 4);
    return (int) crc.getValue();
  }
}
