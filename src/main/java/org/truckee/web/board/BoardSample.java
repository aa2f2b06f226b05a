package org.truckee.web.board;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/** The figures of one time; one that nobody told is not there. */
record BoardSample(Map<BoardFigure, Double> figures) {
  /** Takes a copy, of numbers only. */
  BoardSample {
    Map<BoardFigure, Double> copy = new EnumMap<>(BoardFigure.class);
    figures.forEach(
        (figure, value) -> {
          if (Double.isFinite(value)) copy.put(figure, value);
        });
    figures = copy;
  }

  /** No figure at all. */
  static final BoardSample NONE = new BoardSample(Map.of());

  OptionalDouble of(BoardFigure figure) {
    Double value = figures.get(figure);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
