package org.truckee.storage.expire;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a time that leases last: a whole number and a unit, such as {@code 60 days} or {@code
 * 2mo}, in letters of any case. A month has 31 days and a year 365, as in Tahoe.
 */
public final class LeaseDuration {
  private static final Pattern TEXT =
      Pattern.compile("\\s*([0-9]{1,9})\\s*(s|seconds?|days?|mo|months?|years?)\\s*");

  private LeaseDuration() {}

  /** The time that {@code text} says; empty if it says none, or none at all. */
  public static Optional<Duration> parse(String text) {
    Matcher parts = TEXT.matcher(text.toLowerCase(Locale.ROOT));
    if (!parts.matches()) return Optional.empty();
    Duration duration = unit(parts.group(2)).multipliedBy(Long.parseLong(parts.group(1)));
    return Optional.of(duration).filter(some -> !some.isZero());
  }

  private static Duration unit(String word) {
    return switch (word.charAt(0)) {
      case 's' -> Duration.ofSeconds(1);
      case 'd' -> Duration.ofDays(1);
      case 'm' -> Duration.ofDays(31);
      default -> Duration.ofDays(365);
    };
  }
}
