package org.truckee.storage.expire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The durations of Tahoe's garbage-collection.rst and time_format.py, and what is none. */
class LeaseDurationTest {
  @ParameterizedTest
  @CsvSource({
    "7days, 7",
    "31day, 31",
    "60 days, 60",
    "2mo, 62",
    "3 month, 93",
    "12 months, 372",
    "2years, 730",
    "1 Year, 365",
    "' 5  DAYS ', 5",
    "3 MO, 93",
  })
  void aNumberAndAUnit_areDays(String text, long days) {
    assertThat(LeaseDuration.parse(text)).contains(Duration.ofDays(days));
  }

  @ParameterizedTest
  @ValueSource(strings = {"90s", "90 second", "90 SECONDS"})
  void secondsAreAUnitToo(String text) {
    assertThat(LeaseDuration.parse(text)).contains(Duration.ofSeconds(90));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7",
        "days",
        "-7 days",
        "7.5 days",
        "7 weeks",
        "7 hours",
        "7 d",
        "7 m",
        "2 y",
        "7 days ago",
        "0 days",
        "9999999999 days",
        "٧ days"
      })
  void everythingElse_isNoDuration(String text) {
    assertThat(LeaseDuration.parse(text)).isEmpty();
  }
}
