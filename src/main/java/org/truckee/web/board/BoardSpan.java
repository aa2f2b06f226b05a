package org.truckee.web.board;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A span of time that a board shows, and its steps. */
enum BoardSpan {
  DAY("a day", Duration.ofMinutes(5), 288, 24),
  MONTH("a month", Duration.ofHours(1), 744, 62),
  YEAR("a year", Duration.ofDays(1), 366, 30);

  /** How many steps each has. */
  static final List<Integer> LENGTHS = Arrays.stream(values()).map(BoardSpan::steps).toList();

  private final String title;
  private final Duration step;
  private final int steps;
  private final int row;

  BoardSpan(String title, Duration step, int steps, int row) {
    this.title = title;
    this.step = step;
    this.steps = steps;
    this.row = row;
  }

  /** The span that {@code name} names. */
  static Optional<BoardSpan> named(String name) {
    return Arrays.stream(values()).filter(span -> span.key().equals(name)).findFirst();
  }

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  String title() {
    return title;
  }

  Duration step() {
    return step;
  }

  int steps() {
    return steps;
  }

  /** How many steps make a row of the table. */
  int row() {
    return row;
  }

  /** The number of the step that {@code time} falls into, counted from 1970. */
  long stepOf(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), step.toSeconds());
  }

  /** The time when step {@code number} begins. */
  Instant begin(long number) {
    return Instant.ofEpochSecond(number * step.toSeconds());
  }
}
