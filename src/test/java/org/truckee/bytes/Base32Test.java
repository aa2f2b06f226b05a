package org.truckee.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Base32 as capabilities have it: lower case, without padding, one text for each value. */
class Base32Test {
  /** RFC 4648's own vectors, in lower case and without padding. */
  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "f, my",
    "fo, mzxq",
    "foo, mzxw6",
    "foob, mzxw6yq",
    "fooba, mzxw6ytb",
    "foobar, mzxw6ytboi"
  })
  void theKnownAnswers_areRight(String plain, String encoded) {
    byte[] bytes = plain.getBytes(StandardCharsets.US_ASCII);
    assertThat(Base32.encode(bytes)).isEqualTo(encoded);
    assertThat(Base32.decode(encoded)).isEqualTo(bytes);
  }

  @Test
  void whatIsEncoded_isDecodedAgain_atEveryLength() {
    Random random = new Random(11);
    for (int length = 0; length < 200; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      String text = Base32.encode(bytes);
      assertThat(text).hasSize(Base32.encodedLength(length)).matches("[a-z2-7]*");
      assertThat(Base32.decode(text)).isEqualTo(bytes);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"m", "mzx", "mzxw6y", "MY", "m1", "m8", "my======", "m y", "mü"})
  void whatNoValueIsEncodedAs_isRefused(String text) {
    assertThatThrownBy(() -> Base32.decode(text)).isInstanceOf(IllegalArgumentException.class);
  }

  /** The unused bits are zero, or two texts would be one capability. */
  @Test
  void aSecondTextOfTheSameValue_isRefused() {
    for (char last : "abcdefghijklmnopqrstuvwxyz234567".toCharArray()) {
      String text = "m" + last;
      if ("aeimquy4".indexOf(last) < 0)
        assertThatThrownBy(() -> Base32.decode(text)).isInstanceOf(IllegalArgumentException.class);
      else assertThat(Base32.encode(Base32.decode(text))).isEqualTo(text);
    }
  }
}
