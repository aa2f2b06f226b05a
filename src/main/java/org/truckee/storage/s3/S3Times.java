package org.truckee.storage.s3;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** The times that an S3 server tells. */
final class S3Times {
  private S3Times() {}

  /**
   * The time from {@code then}, in the form of ISO 8601, to {@code date}, the header of an answer,
   * or to {@code now} if that is none; zero if {@code then} tells no time.
   */
  static Duration age(String date, String then, Instant now) {
    try {
      return Duration.between(Instant.parse(then), date(date, now));
    } catch (DateTimeException other) {
      return Duration.ZERO;
    }
  }

  private static Instant date(String header, Instant now) {
    try {
      return header == null
          ? now
          : Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header));
    } catch (DateTimeException other) {
      return now;
    }
  }
}
