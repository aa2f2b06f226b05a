package org.truckee.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of entity tags, as RFC 9110, section 8.8.3, has them. */
class TagListTest {
  private static final EntityTag TAG = new EntityTag("1-abc");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "*                     | true  | true",
        " *                    | true  | true",
        "\"1-abc\"             | true  | true",
        "W/\"1-abc\"           | false | true",
        "\"x\",\"1-abc\"       | true  | true",
        "\"x\" , W/\"1-abc\"   | false | true",
        ", ,\"x\",,\"1-abc\",   | true  | true",
        "\"a,b\",\"1-abc\"     | true  | true",
        "\"x\"                 | false | false",
        "\"\"                  | false | false",
        "\"1-ABC\"             | false | false",
        "1-abc                 | true  | true",
        "x,1-abc               | true  | true",
        "\"*\"                 | false | false",
      })
  void aTag_isOrIsNotOneOfThoseListed(String header, boolean strongly, boolean weakly) {
    TagList tags = TagList.parse(header).orElseThrow();
    assertThat(tags.hasStrong(TAG)).isEqualTo(strongly);
    assertThat(tags.has(TAG)).isEqualTo(weakly);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ",",
        "\"1-abc",
        "1-abc\"",
        "w/\"1-abc\"",
        "W/ \"1-abc\"",
        "\"1-abc\" \"x\"",
        "\"x\"\"1-abc\"",
        "\"a b\"",
        "'1-abc\"'"
      })
  void whatIsNoList_isNotTakenForOne(String header) {
    assertThat(TagList.parse(header)).isEmpty();
  }

  @Test
  void aStarAmongOthers_isNoTagOfOurs() {
    assertThat(TagList.parse("\"x\", *").orElseThrow().has(TAG)).isFalse();
  }
}
