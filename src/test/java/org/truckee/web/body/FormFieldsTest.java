package org.truckee.web.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.GridException;

/** Queries, and forms of the same kind. */
class FormFieldsTest {
  @ParameterizedTest
  @CsvSource({
    "x=a;b.txt, a;b.txt",
    "x=a+b%2Bc, a b+c",
    "x=a=b, a=b",
    "x=%20a%20, ' a '",
    "x=%E3%80%80a, '\u3000a'",
    "y=1&x=2&x=3, 2",
    "y;x=1&x=2, 2",
    "x, ''",
    "&&x=1&, 1",
    "x=%F0%9F%98%80, \uD83D\uDE00",
    "x=a%2Fb, a/b",
  })
  void aValue_isWhatWasSent(String query, String value) {
    assertThat(FormFields.parse(query).get("x")).contains(value);
  }

  @Test
  void rawUtf8_isRead() {
    assertThat(FormFields.parse("x=\u00e6\u0097\u00a5").text("x")).isEqualTo("日");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x=%", "x=%4", "x=%zz", "x=%+1", "x=%ff", "x=%c3", "%ed%a0%80=x", "x=日"})
  void whatIsNotUtf8_orNoEscape_isRefused(String query) {
    assertThatThrownBy(() -> FormFields.parse(query)).isInstanceOf(GridException.class);
  }

  @Test
  void moreThanThousand_areTooMany() {
    FormFields.parse("a=1&".repeat(999));
    assertThatThrownBy(() -> FormFields.parse("a=1&".repeat(1001)))
        .hasMessageContaining("at most 1000 fields");
  }
}
