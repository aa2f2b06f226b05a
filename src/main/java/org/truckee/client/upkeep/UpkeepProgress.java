package org.truckee.client.upkeep;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The work of upkeep that goes on now.
 *
 * @param work what is done, in a few words
 * @param done how many things it is done with
 * @param expected how many things there were in the beginning, or the last time
 * @param since when it began
 */
public record UpkeepProgress(String work, long done, long expected, Instant since) {
  /** Checks that there are words and a time. */
  public UpkeepProgress {
    Objects.requireNonNull(work, "work");
    Objects.requireNonNull(since, "since");
  }

  /** The same with {@code count} more things done. */
  UpkeepProgress plus(long count) {
    return new UpkeepProgress(work, done + count, Math.max(expected, done + count), since);
  }

  /** The time that the rest will take, at the speed until now; empty where nobody can tell. */
  public Optional<Duration> left(Instant now) {
    long millis = Duration.between(since, now).toMillis();
    if (done == 0 || millis <= 0 || expected <= done) return Optional.empty();
    return Optional.of(Duration.ofMillis((long) ((double) millis / done * (expected - done))));
  }
}
