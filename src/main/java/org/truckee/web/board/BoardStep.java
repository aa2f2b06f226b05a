package org.truckee.web.board;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The samples of one step of time, and their form in a slot of the file: {@code be64(number) ||
 * (be32(samples) || be64(double: their sum, or the highest)) for each figure}.
 */
final class BoardStep {
  private static final List<BoardFigure> FIGURES = List.of(BoardFigure.values());

  /** The bytes in a slot. */
  static final int PAYLOAD = 8 + 12 * FIGURES.size();

  private final long number;
  private final int[] samples = new int[FIGURES.size()];
  private final double[] values = new double[FIGURES.size()];

  BoardStep(long number) {
    this.number = number;
  }

  /** The number of the step, counted from 1970. */
  long number() {
    return number;
  }

  void add(BoardSample sample) {
    for (int i = 0; i < FIGURES.size(); i++) {
      OptionalDouble told = sample.of(FIGURES.get(i));
      if (told.isEmpty() || samples[i] == Integer.MAX_VALUE) continue;
      double value = told.getAsDouble();
      values[i] = FIGURES.get(i).growing() ? Math.max(values[i], value) : values[i] + value;
      samples[i]++;
    }
  }

  /** The mean or the highest of the samples; empty if there was none. */
  OptionalDouble of(BoardFigure figure) {
    int i = FIGURES.indexOf(figure);
    if (samples[i] == 0) return OptionalDouble.empty();
    return OptionalDouble.of(figure.growing() ? values[i] : values[i] / samples[i]);
  }

  byte[] toBytes() {
    ByteBuffer bytes = ByteBuffer.allocate(PAYLOAD).putLong(number);
    for (int i = 0; i < FIGURES.size(); i++) bytes.putInt(samples[i]).putDouble(values[i]);
    return bytes.array();
  }

  /** Reads a slot; empty if it holds what no samples make. */
  static Optional<BoardStep> read(ByteBuffer bytes) {
    BoardStep step = new BoardStep(bytes.getLong());
    boolean good = true;
    for (int i = 0; i < FIGURES.size(); i++) {
      step.samples[i] = bytes.getInt();
      step.values[i] = bytes.getDouble();
      good &= step.samples[i] >= 0 && Double.isFinite(step.values[i]) && step.values[i] >= 0;
    }
    return good ? Optional.of(step) : Optional.empty();
  }
}
