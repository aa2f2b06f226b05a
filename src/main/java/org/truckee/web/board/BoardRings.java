package org.truckee.web.board;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truckee.platform.RingFile;

/**
 * The steps of a board's spans, one ring for each span, in a {@link RingFile}. The step of a time
 * is at its number modulo the length of its ring, in place of the one from a whole span before; a
 * clock that is set back or forward costs the steps in between and no more. Blocks; thread-safe.
 */
final class BoardRings implements AutoCloseable {
  private static final String MAGIC = "truckee-board-01";

  private final Map<BoardSpan, BoardStep[]> rings = new EnumMap<>(BoardSpan.class);
  private final RingFile file;

  private BoardRings(RingFile file) {
    this.file = file;
    for (BoardSpan span : BoardSpan.values()) {
      BoardStep[] ring = new BoardStep[span.steps()];
      for (int i = 0; i < ring.length; i++)
        ring[i] = file.slot(place(span), i).flatMap(BoardStep::read).orElse(null);
      rings.put(span, ring);
    }
  }

  /** The place of its ring in the file. */
  private static int place(BoardSpan span) {
    return List.of(BoardSpan.values()).indexOf(span);
  }

  /** Opens {@code path}; a file that is missing, or of another form, is begun anew. */
  static BoardRings open(Path path) throws IOException {
    return new BoardRings(RingFile.open(path, MAGIC, BoardStep.PAYLOAD, BoardSpan.LENGTHS));
  }

  /** The bytes that the file has, for good. */
  static long size() {
    return RingFile.size(BoardStep.PAYLOAD, BoardSpan.LENGTHS);
  }

  /** Adds {@code sample}, taken at {@code time}. */
  synchronized void add(Instant time, BoardSample sample) throws IOException {
    for (BoardSpan span : BoardSpan.values()) {
      long number = span.stepOf(time);
      int index = Math.floorMod(number, span.steps());
      BoardStep[] ring = rings.get(span);
      if (ring[index] == null || ring[index].number() != number)
        ring[index] = new BoardStep(number);
      ring[index].add(sample);
      file.write(place(span), index, ring[index].toBytes());
    }
  }

  /** The steps of {@code span} up to {@code time}, oldest first; empty where nothing is known. */
  synchronized List<Optional<BoardStep>> until(Instant time, BoardSpan span) {
    long last = span.stepOf(time);
    List<Optional<BoardStep>> steps = new ArrayList<>();
    for (long number = last - span.steps() + 1; number <= last; number++) {
      BoardStep step = rings.get(span)[Math.floorMod(number, span.steps())];
      steps.add(step != null && step.number() == number ? Optional.of(step) : Optional.empty());
    }
    return steps;
  }

  @Override
  public synchronized void close() throws IOException {
    file.close();
  }
}
