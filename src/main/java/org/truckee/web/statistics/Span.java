package org.truckee.web.statistics;

import java.time.Duration;
import java.time.Instant;

/** A span of time that is shown, and the size of its slots. */
enum Span {
  DAY("a day", Duration.ofMinutes(5), 288),
  MONTH("a month", Duration.ofHours(2), 372),
  YEAR("a year", Duration.ofDays(1), 366);

  private final String title;
  private final Duration slot;
  private final int slots;

  Span(String title, Duration slot, int slots) {
    this.title = title;
    this.slot = slot;
    this.slots = slots;
  }

  String title() {
    return title;
  }

  /** The time that one slot covers. */
  Duration slot() {
    return slot;
  }

  /** The number of slots. */
  int slots() {
    return slots;
  }

  /** The number of the slot that {@code time} falls into, counted from 1970. */
  long slotOf(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), slot.toSeconds());
  }

  /** The time when slot {@code number} begins. */
  Instant begin(long number) {
    return Instant.ofEpochSecond(number * slot.toSeconds());
  }
}
