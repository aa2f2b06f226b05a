package org.truckee.protocol.entrust;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** How often a caretaker looks at what is entrusted, and reports. Leases last for 31 days. */
public enum Rhythm {
  /** Every day. */
  DAILY("day", Duration.ofDays(1)),
  /** Every week. */
  WEEKLY("week", Duration.ofDays(7));

  private final String word;
  private final Duration interval;

  Rhythm(String word, Duration interval) {
    this.word = word;
    this.interval = interval;
  }

  /** The word for its interval. */
  public String word() {
    return word;
  }

  /** The time from one look to the next. */
  public Duration interval() {
    return interval;
  }

  /** The rhythm of that word. */
  public static Optional<Rhythm> of(String word) {
    return Arrays.stream(values()).filter(rhythm -> rhythm.word.equals(word)).findFirst();
  }
}
