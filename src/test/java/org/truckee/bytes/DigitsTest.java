package org.truckee.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigitsTest {
  @ParameterizedTest
  @ValueSource(strings = {"0", "7", "007", "255", "999"})
  void oneToThreeDigits_areANumber(String text) {
    assertThat(Digits.areAll(text, 3)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1000", "-1", "+1", " 1", "1 ", "1.0", "0x1", "1\n", "٣", "/", ":"})
  void anythingElse_isNone(String text) {
    assertThat(Digits.areAll(text, 3)).isFalse();
  }
}
