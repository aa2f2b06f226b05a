package org.truckee.web.statistics;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truckee.platform.OwnerFiles;

/**
 * Rings of slots, one ring for each span, in a file of fixed size: {@code magic (16 bytes) || the
 * slots of the day || of the month || of the year}. The slot of a time is at its number modulo the
 * length of its ring, in place of the slot from a whole span before; a clock that is set back or
 * forward costs the slots in between and no more. A slot that was torn by a power cut counts as
 * none. Blocks; thread-safe.
 */
final class SampleRings implements AutoCloseable {
  private static final byte[] MAGIC = "truckee-history1".getBytes(StandardCharsets.US_ASCII);

  private final Map<Span, SampleSlot[]> rings = new EnumMap<>(Span.class);
  private final FileChannel file;

  private SampleRings(FileChannel file) {
    this.file = file;
    for (Span span : Span.values()) rings.put(span, new SampleSlot[span.slots()]);
  }

  /** Opens {@code path}; a file that is missing, or of another form, is begun anew. */
  static SampleRings open(Path path) throws IOException {
    OwnerFiles.directories(path.toAbsolutePath().getParent());
    FileChannel file =
        OwnerFiles.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    SampleRings history = new SampleRings(file);
    history.read();
    return history;
  }

  /** The bytes that the file has, for good. */
  static long size() {
    long slots = 0;
    for (Span span : Span.values()) slots += span.slots();
    return MAGIC.length + slots * SampleSlot.SIZE;
  }

  private void read() throws IOException {
    ByteBuffer all = ByteBuffer.allocate((int) size());
    while (all.hasRemaining() && file.read(all, all.position()) > 0) {}
    if (!all.flip()
            .slice()
            .limit(Math.min(all.limit(), MAGIC.length))
            .equals(ByteBuffer.wrap(MAGIC))
        || all.limit() < size()) {
      file.truncate(0);
      file.write(ByteBuffer.allocate(1), size() - 1);
      file.write(ByteBuffer.wrap(MAGIC), 0);
      return;
    }
    all.position(MAGIC.length);
    for (Span span : Span.values())
      for (int i = 0; i < span.slots(); i++) rings.get(span)[i] = SampleSlot.read(all).orElse(null);
  }

  /** Adds {@code sample}, taken at {@code time}. */
  synchronized void add(Instant time, Sample sample) throws IOException {
    long offset = MAGIC.length;
    for (Span span : Span.values()) {
      long number = span.slotOf(time);
      int index = Math.floorMod(number, span.slots());
      SampleSlot[] ring = rings.get(span);
      if (ring[index] == null || ring[index].number() != number)
        ring[index] = new SampleSlot(number);
      ring[index].add(sample);
      file.write(ring[index].toBytes(), offset + (long) index * SampleSlot.SIZE);
      offset += (long) span.slots() * SampleSlot.SIZE;
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
