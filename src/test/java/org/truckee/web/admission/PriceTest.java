package org.truckee.web.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The price of an admission. */
class PriceTest {
  @ParameterizedTest
  @CsvSource({
    "0, 18",
    "59, 18",
    "60, 19",
    "119, 19",
    "120, 20",
    "240, 21",
    "480, 22",
    "960, 23",
    "1919, 23",
    "1920, 24",
    "3840, 24",
    "1000000000, 24"
  })
  void it_risesByABitWithEachDoublingOfTheLoad_andNoFurtherThanItMay(long admitted, int bits) {
    assertThat(Price.USUAL.bits(admitted)).isEqualTo(bits);
  }

  @Test
  void aFixedPrice_staysTheSame() {
    assertThat(new Price(20, 20, 1).bits(1_000_000)).isEqualTo(20);
  }

  @ParameterizedTest
  @CsvSource({"0, 24, 60", "24, 18, 60", "18, 41, 60", "18, 24, 0"})
  void impossiblePrices_areRefused(int least, int most, int perHour) {
    assertThatThrownBy(() -> new Price(least, most, perHour))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
