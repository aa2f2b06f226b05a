package org.truckee.web.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The dates of HTTP (RFC 9110, section 5.6.7): they are written in one form, and read in that and
 * in two that are obsolete. All are in GMT.
 */
public final class HttpDate {
  private static final DateTimeFormatter WRITTEN = form("EEE, dd MMM uuuu HH:mm:ss 'GMT'");

  /** A century has passed where two digits of a year would be more than fifty years ahead. */
  private static final int YEARS_AHEAD = 50;

  private HttpDate() {}

  private static DateTimeFormatter form(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /** The day of the month stands after one or two spaces: {@code Sun Nov 6 08:49:37 1994}. */
  private static DateTimeFormatter asctime() {
    return form("EEE MMM ppd HH:mm:ss uuuu");
  }

  private static DateTimeFormatter twoDigits(LocalDate today) {
    return new DateTimeFormatterBuilder()
        .appendPattern("EEEE, dd-MMM-")
        .appendValueReduced(ChronoField.YEAR, 2, 2, today.getYear() + YEARS_AHEAD - 99)
        .appendPattern(" HH:mm:ss 'GMT'")
        .toFormatter(Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /** The date of {@code text}; empty if it is none. */
  static Optional<Instant> parse(String text, LocalDate today) {
    return Stream.of(WRITTEN, twoDigits(today), asctime())
        .flatMap(form -> parse(text, form).stream())
        .findFirst();
  }

  private static Optional<Instant> parse(String text, DateTimeFormatter form) {
    try {
      return Optional.of(LocalDateTime.parse(text.strip(), form).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException otherForm) {
      return Optional.empty();
    }
  }

  /** {@code time} as text in headers. */
  public static String format(Instant time) {
    return WRITTEN.format(time.atOffset(ZoneOffset.UTC));
  }
}
