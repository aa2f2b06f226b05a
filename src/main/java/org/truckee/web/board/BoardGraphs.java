package org.truckee.web.board;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.truckee.web.page.Amount;
import org.truckee.web.page.gateway.BoardPage;
import org.truckee.web.page.gateway.StatisticsPage;

/** The drawings of a span's steps, and their numbers: a time of which nothing is known is a gap. */
final class BoardGraphs {
  private static final double WIDTH = 440;
  private static final double HEIGHT = 100;
  private static final double MARGIN = 6;
  private static final int TICKS = 4;

  private final BoardSpan span;
  private final long first;
  private final List<Optional<BoardStep>> steps;
  private final Map<BoardFigure, List<OptionalDouble>> values = new EnumMap<>(BoardFigure.class);

  BoardGraphs(BoardSpan span, Instant now, List<Optional<BoardStep>> steps) {
    this.span = span;
    this.first = span.stepOf(now) - steps.size() + 1;
    this.steps = List.copyOf(steps);
    for (BoardFigure figure : BoardFigure.values())
      values.put(
          figure,
          steps.stream()
              .map(step -> step.map(known -> known.of(figure)).orElse(OptionalDouble.empty()))
              .toList());
  }

  /** The amount of {@code figure}, or that it is not known. */
  static String text(BoardFigure figure, OptionalDouble value) {
    if (value.isEmpty()) return "not known";
    double number = value.getAsDouble();
    return figure.bytes() ? Amount.bytes(number) : Amount.count(Math.rint(number));
  }

  /** The values of {@code figure}, step by step. */
  List<OptionalDouble> values(BoardFigure figure) {
    return values.get(figure);
  }

  OptionalDouble lowest(BoardFigure figure) {
    return values(figure).stream().flatMapToDouble(OptionalDouble::stream).min();
  }

  OptionalDouble highest(BoardFigure figure) {
    return values(figure).stream().flatMapToDouble(OptionalDouble::stream).max();
  }

  /** The time when the first step begins. */
  Instant begin() {
    return span.begin(first);
  }

  BoardPage.Graph graph(BoardFigure figure) {
    List<OptionalDouble> values = values(figure);
    OptionalDouble highest = highest(figure);
    double top = highest.orElse(0) == 0 ? 1 : highest.getAsDouble();
    return new BoardPage.Graph(
        figure.title(), summary(figure, values), area(values, top), gaps(values), ticks());
  }

  private String summary(BoardFigure figure, List<OptionalDouble> values) {
    long gaps = values.stream().filter(OptionalDouble::isEmpty).count();
    if (gaps == values.size()) return "not known at any time of " + span.title();
    String range =
        "%s to %s over %s"
            .formatted(text(figure, lowest(figure)), text(figure, highest(figure)), span.title());
    return gaps == 0
        ? range
        : range + ", not known for %d of %d steps".formatted(gaps, values.size());
  }

  /** A shape for each stretch of known steps. */
  private static String area(List<OptionalDouble> values, double top) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i).isEmpty()) continue;
      at(path.append('M'), x(i, values)).append(" 100");
      double before = Double.NaN;
      for (; i < values.size() && values.get(i).isPresent(); i++) {
        double height = Math.rint(10 * y(values.get(i).getAsDouble(), top)) / 10;
        if (height == before) continue;
        if (!Double.isNaN(before)) at(path.append('H'), x(i, values));
        at(path.append('V'), height);
        before = height;
      }
      at(path.append('H'), x(i, values)).append("V100z");
    }
    return path.toString();
  }

  /** Adds {@code place} with one digit after the point. */
  private static StringBuilder at(StringBuilder path, double place) {
    long tenths = Math.round(10 * place);
    return path.append(tenths / 10).append('.').append(tenths % 10);
  }

  private static double x(int i, List<OptionalDouble> values) {
    return WIDTH * i / values.size();
  }

  private static double y(double value, double top) {
    return HEIGHT - value / top * (HEIGHT - MARGIN);
  }

  /** A band for each stretch of unknown steps. */
  private static String gaps(List<OptionalDouble> values) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i).isPresent()) continue;
      at(path.append('M'), x(i, values)).append(" 0V100");
      while (i + 1 < values.size() && values.get(i + 1).isEmpty()) i++;
      at(path.append('H'), x(i + 1, values)).append("V0z");
    }
    return path.toString();
  }

  private List<StatisticsPage.Tick> ticks() {
    List<StatisticsPage.Tick> ticks = new ArrayList<>();
    for (int i = 0; i <= TICKS; i++) {
      Instant time = span.begin(first + (long) steps.size() * i / TICKS);
      ticks.add(
          new StatisticsPage.Tick(
              String.format(Locale.ROOT, "%.1f", WIDTH * i / TICKS),
              label(time, i % TICKS == 0),
              span == BoardSpan.DAY ? time.toString() : ""));
    }
    return ticks;
  }

  private String label(Instant time, boolean end) {
    String pattern =
        switch (span) {
          case DAY -> end ? "d MMM HH:mm" : "HH:mm";
          case MONTH -> "d MMM";
          case YEAR -> "MMM yyyy";
        };
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
        .withZone(ZoneOffset.UTC)
        .format(time);
  }

  /** Some steps as rows of numbers, the latest first. */
  List<BoardPage.Moment> moments() {
    List<BoardPage.Moment> moments = new ArrayList<>();
    for (int i = steps.size() - 1; i >= 0; i -= span.row()) {
      Optional<BoardStep> step = steps.get(i);
      List<String> values = new ArrayList<>();
      for (BoardFigure figure : BoardFigure.values())
        values.add(
            step.map(known -> known.of(figure))
                .filter(OptionalDouble::isPresent)
                .map(value -> text(figure, value))
                .orElse("–"));
      moments.add(new BoardPage.Moment(moment(span.begin(first + i)), values));
    }
    return moments;
  }

  private String moment(Instant time) {
    String text = Amount.time(time);
    return span == BoardSpan.YEAR ? text.substring(0, 10) : text;
  }
}
