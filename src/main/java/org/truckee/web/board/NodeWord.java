package org.truckee.web.board;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The figures that a node told, as far as they may be true.
 *
 * @param figures those that are known
 * @param odd whether it told one that can't be true
 */
record NodeWord(Map<ToldFigure, Double> figures, boolean odd) {
  private static final String OURS = "truckee_";

  /** Takes a copy. */
  NodeWord {
    Map<ToldFigure, Double> copy = new EnumMap<>(ToldFigure.class);
    copy.putAll(figures);
    figures = Collections.unmodifiableMap(copy);
  }

  /**
   * Reads the text for Prometheus of a node of {@code kind}; empty if it is none of a node. Of two
   * figures of one name the first counts, and one that is not a number is not known yet.
   */
  static Optional<NodeWord> parse(BoardNode.Kind kind, byte[] text) {
    Map<ToldFigure, Double> figures = new EnumMap<>(ToldFigure.class);
    boolean[] seen = new boolean[2];
    new String(text, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith(OURS))
        .forEach(line -> seen[read(kind, line, figures) ? 0 : 1] = true);
    boolean any = seen[0] || seen[1];
    return any ? Optional.of(new NodeWord(figures, seen[1])) : Optional.empty();
  }

  /** Reads a line; returns whether what it says may be true. */
  private static boolean read(BoardNode.Kind kind, String line, Map<ToldFigure, Double> figures) {
    for (ToldFigure figure : ToldFigure.of(kind)) {
      if (!line.startsWith(figure.series() + " ")) continue;
      double value = number(line.substring(figure.series().length() + 1));
      if (Double.isNaN(value)) return true;
      if (!figure.canBe(value)) return false;
      figures.putIfAbsent(figure, value);
    }
    return true;
  }

  /** The number at the beginning of {@code text}, after which a time may stand. */
  private static double number(String text) {
    String first = text.strip().split("\\s", 2)[0];
    if (first.equals("+Inf")) return Double.POSITIVE_INFINITY;
    if (first.equals("-Inf")) return Double.NEGATIVE_INFINITY;
    try {
      return Double.parseDouble(first);
    } catch (NumberFormatException none) {
      return Double.NEGATIVE_INFINITY;
    }
  }
}
