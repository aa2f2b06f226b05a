package org.truckee.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Netstrings: their form, and that no two lists of values have the same. */
class NetstringTest {
  @ParameterizedTest
  @CsvSource({"'', '0:,'", "a, '1:a,'", "hello world!, '12:hello world!,'", "'1:a,', '4:1:a,,'"})
  void aValue_standsBetweenItsLengthAndAComma(String value, String netstring) {
    assertThat(Netstring.of(Bytes.utf8(value)).toUtf8()).isEqualTo(netstring);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 9, 10, 99, 100, 12_345, 999_999, 1_000_000, Long.MAX_VALUE / 2})
  void theSize_isThatOfHeaderValueAndComma(long length) {
    assertThat(Netstring.sizeOf(length)).isEqualTo(Netstring.header(length).length + length + 1);
  }

  @Test
  void itsSize_isWhatItTakes() {
    for (int length = 0; length < 1200; length++) {
      Bytes netstring = Netstring.of(Bytes.wrap(new byte[length]));
      assertThat((long) netstring.size()).isEqualTo(Netstring.sizeOf(length));
    }
  }

  @Test
  void whereOneValueEnds_isNeverInDoubt() {
    Bytes together = Bytes.concat(Netstring.of(Bytes.utf8("ab")), Netstring.of(Bytes.utf8("c")));
    Bytes otherwise = Bytes.concat(Netstring.of(Bytes.utf8("a")), Netstring.of(Bytes.utf8("bc")));
    assertThat(together).isNotEqualTo(otherwise);
  }
}
