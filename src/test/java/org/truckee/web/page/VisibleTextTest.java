package org.truckee.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Invisible characters of names are shown as marks. */
class VisibleTextTest {
  private static String shown(String text) {
    return new VisibleText().escape(text);
  }

  @ParameterizedTest
  @CsvSource({
    "'\u202Egpj.exe', [U+202E]gpj.exe",
    "'a\u2066b\u2069', a[U+2066]b[U+2069]",
    "'a\u200Bb', a[U+200B]b",
    "'a\uFEFFb', a[U+FEFF]b",
    "'a\u2028b', a[U+2028]b",
    "'a\u00ADb\u0085', a[U+00AD]b[U+0085]",
    "'a\u200Db', a[U+200D]b",
    "日本 é ½, 日本 é ½",
    "'\uD83D\uDC68\u200D\uD83D\uDC69', '\uD83D\uDC68\u200D\uD83D\uDC69'",
    "<b>&\"', &lt;b&gt;&amp;&quot;&#39;",
  })
  void aText_looksLikeWhatItIs(String text, String shown) {
    String quoted = text.equals("<b>&\"'") ? "<b>&\"'" : text;

    assertThat(shown(quoted)).isEqualTo(shown);
  }

  @Test
  void everyControlCharacter_isVisible() {
    assertThat(shown("a\nb\tc\r\u007f")).isEqualTo("a␊b␉c␍␡");
    IntStream.range(0, 0x110000)
        .filter(
            c ->
                Character.getType(c) == Character.CONTROL
                    || Character.getType(c) == Character.FORMAT)
        .forEach(
            c ->
                assertThat(shown("a" + Character.toString(c)))
                    .doesNotContain(Character.toString(c)));
  }
}
