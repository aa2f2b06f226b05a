package org.truckee.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers of things in words. */
class AmountTest {
  @ParameterizedTest
  @CsvSource({
    "1, file, 1 file",
    "0, file, 0 files",
    "2, entry, 2 entries",
    "30, day, 30 days",
    "1, day, 1 day"
  })
  void thingsAreCounted(long number, String one, String words) {
    assertThat(Amount.of(number, one)).isEqualTo(words);
  }
}
