package org.truckee.web.walk;

import java.time.Duration;

/**
 * The times for which ended operations are kept.
 *
 * @param uncollected the time for one that nobody has asked for since it ended
 * @param collected the time after the last time that somebody did
 */
public record OperationSpans(Duration uncollected, Duration collected) {
  /** The usual times: four days, and one. */
  public static final OperationSpans USUAL =
      new OperationSpans(Duration.ofDays(4), Duration.ofDays(1));
}
