package org.truckee.web.statistics;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truckee.platform.RingFile;

/**
 * Rings of slots, one ring for each span, in a {@link RingFile}. The slot of a time is at its
 * number modulo the length of its ring, in place of the slot from a whole span before; a clock that
 * is set back or forward costs the slots in between and no more. Blocks; thread-safe.
 */
final class SampleRings implements AutoCloseable {
  private static final String MAGIC = "truckee-history1";
  private static final List<Integer> LENGTHS =
      Arrays.stream(Span.values()).map(Span::slots).toList();

  private final Map<Span, SampleSlot[]> rings = new EnumMap<>(Span.class);
  private final RingFile file;

  private SampleRings(RingFile file) {
    this.file = file;
    int number = 0;
    for (Span span : Span.values()) {
      SampleSlot[] ring = new SampleSlot[span.slots()];
      for (int i = 0; i < ring.length; i++)
        ring[i] = file.slot(number, i).flatMap(SampleSlot::read).orElse(null);
      rings.put(span, ring);
      number++;
    }
  }

  /** Opens {@code path}; a file that is missing, or of another form, is begun anew. */
  static SampleRings open(Path path) throws IOException {
    return new SampleRings(RingFile.open(path, MAGIC, SampleSlot.PAYLOAD, LENGTHS));
  }

  /** The bytes that the file has, for good. */
  static long size() {
    return RingFile.size(SampleSlot.PAYLOAD, LENGTHS);
  }

  /** Adds {@code sample}, taken at {@code time}. */
  synchronized void add(Instant time, Sample sample) throws IOException {
    int place = 0;
    for (Span span : Span.values()) {
      long number = span.slotOf(time);
      int index = Math.floorMod(number, span.slots());
      SampleSlot[] ring = rings.get(span);
      if (ring[index] == null || ring[index].number() != number)
        ring[index] = new SampleSlot(number);
      ring[index].add(sample);
      file.write(place, index, ring[index].toBytes());
      place++;
    }
  }

  /**
   * The slots of {@code span} that end with {@code time}, oldest first; empty where there was no
   * sample.
   */
  synchronized List<Optional<SampleSlot>> until(Instant time, Span span) {
    long last = span.slotOf(time);
    List<Optional<SampleSlot>> slots = new ArrayList<>();
    for (long number = last - span.slots() + 1; number <= last; number++) {
      SampleSlot slot = rings.get(span)[Math.floorMod(number, span.slots())];
      slots.add(slot != null && slot.number() == number ? Optional.of(slot) : Optional.empty());
    }
    return slots;
  }

  @Override
  public synchronized void close() throws IOException {
    file.close();
  }
}
