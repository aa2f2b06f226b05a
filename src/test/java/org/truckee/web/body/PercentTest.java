package org.truckee.web.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.GridException;
import org.truckee.web.http.Address;

/** Names in addresses and fields of forms: read as they were sent, or not at all. */
class PercentTest {
  @ParameterizedTest
  @CsvSource({
    "plain, plain, plain",
    "a+b, a+b, a b",
    "a%2Bb, a+b, a+b",
    "a%20b, a b, a b",
    "%c3%a9, é, é",
    "%C3%A9, é, é",
    "%F0%9F%98%80, 😀, 😀",
    "%2Fa, /a, /a",
    "'', '', ''",
    "%25, %, %"
  })
  void escapes_areRead(String encoded, String inPath, String inForm) {
    assertThat(Percent.decode(encoded)).isEqualTo(inPath);
    assertThat(Percent.decodeField(encoded)).isEqualTo(inForm);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"%", "%2", "a%", "%g0", "%0g", "%-1", "% 1", "%٣٣", "%80", "%c3", "%c3a", "é€"})
  void whatIsNone_isABadRequest(String encoded) {
    assertThatThrownBy(() -> Percent.decode(encoded))
        .isInstanceOfSatisfying(
            GridException.class,
            failure -> assertThat(failure.kind()).isEqualTo(GridException.Kind.BAD_REQUEST));
  }

  @Test
  void controlCharacters_areRead() {
    assertThat(Percent.decode("%00%0a%7F%1b")).isEqualTo("\0\n\u007f\u001b");
  }

  @Test
  void everyCharacter_survivesTheWayThroughAnAddress() {
    String all =
        IntStream.iterate(1, code -> code <= Character.MAX_CODE_POINT, code -> code + 37)
            .filter(code -> code < 0xd800 || code > 0xdfff)
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    assertThat(Percent.decode(Address.encode(all))).isEqualTo(all);
  }
}
