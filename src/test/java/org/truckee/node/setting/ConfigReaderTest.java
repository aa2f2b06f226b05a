package org.truckee.node.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The meaning of a configuration's values, and the complaints about those that do not fit. */
class ConfigReaderTest {
  private static ConfigReader read(String text) {
    return ConfigReader.parse("conf.json", text);
  }

  private static ConfigReader of(String value) {
    return read("{\"key\": " + value + "}");
  }

  private static void assertRefused(String complaint, Runnable reading) {
    assertThatThrownBy(reading::run).hasMessage("conf.json: \"key\" " + complaint);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "9, 9", "10, 10"})
  void aNumberWithinItsBounds_isTaken(String value, int number) {
    assertThat(of(value).number("key", 5, 1, 10)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "11", "-1", "1.5", "1e1", "\"5\"", "true", "null", "[]", "4294967297"})
  void anythingElseThanSuchANumber_isRefused(String value) {
    assertRefused("must be a whole number from 1 to 10", () -> of(value).number("key", 5, 1, 10));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1000, 1000",
    "'\"7\"', 7",
    "'\"7 B\"', 7",
    "'\"2 KiB\"', 2048",
    "'\"2KiB\"', 2048",
    "'\"3  MiB\"', 3145728",
    "'\"1 GiB\"', 1073741824",
    "'\"1 TiB\"', 1099511627776",
    "'\"8191 PiB\"', 9222246136947933184"
  })
  void aSize_isANumberOrATextWithAUnit(String value, long size) {
    assertThat(of(value).size("key", 5)).isEqualTo(size);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-1", "1.5", "\"\"", "\"1 GB\"", "\"1 gib\"", "\"1 GiB \"", "[1]", "{}", "true"})
  void anythingElseThanASize_isRefused(String value) {
    assertRefused("must be a size, such as 1000 or \"10 GiB\"", () -> of(value).size("key", 5));
  }

  @Test
  void aSizeThatNoNumberHolds_isTooLarge() {
    assertRefused("is too large", () -> of("\"8192 PiB\"").size("key", 5));
  }

  @Test
  void aText_aFlag_aPath_andOneOfSeveral_areTakenAsTheyAre() {
    assertThat(of("\"words\"").text("key", "usual")).isEqualTo("words");
    assertThat(of("\"\"").text("key", "usual")).isEmpty();
    assertThat(of("false").flag("key", true)).isFalse();
    assertThat(of("\"some/where\"").path("key")).contains(Path.of("some/where"));
    assertThat(of("\"\"").path("key")).isEmpty();
    assertThat(of("\"b\"").choice("key", "a", List.of("a", "b"))).isEqualTo("b");
    assertThat(of("[\"b\", \"a\"]").texts("key")).containsExactly("b", "a");
  }

  @Test
  void aValueOfAnotherKind_isRefused() {
    assertRefused("must be a text", () -> of("1").text("key", "usual"));
    assertRefused("must be true or false", () -> of("\"true\"").flag("key", true));
    assertRefused("must be a path", () -> of("\"\\u0000\"").path("key"));
    assertRefused("must be one of [a, b]", () -> of("\"c\"").choice("key", "a", List.of("a", "b")));
    assertRefused("must be a list of texts", () -> of("\"a\"").texts("key"));
    assertRefused("must be a list of texts", () -> of("[1]").texts("key"));
    assertRefused("must be an object", () -> of("[]").raw("key"));
  }

  @Test
  void whatIsLeftOut_isTheUsual() {
    ConfigReader empty = read("{}");

    assertThat(empty.has("key")).isFalse();
    assertThat(empty.number("key", 5, 1, 10)).isEqualTo(5);
    assertThat(empty.size("key", 7)).isEqualTo(7);
    assertThat(empty.text("key", "usual")).isEqualTo("usual");
    assertThat(empty.flag("key", true)).isTrue();
    assertThat(empty.path("key")).isEqualTo(Optional.empty());
    assertThat(empty.choice("key", "a", List.of("a", "b"))).isEqualTo("a");
    assertThat(empty.texts("key")).isEmpty();
    assertThat(empty.list("key")).isEmpty();
    assertThat(empty.anything("key").isMissingNode()).isTrue();
    assertThat(empty.raw("key").isEmpty()).isTrue();
    assertThat(empty.part("key").has("below")).isFalse();
  }

  @Test
  void aComplaint_namesTheWholeWayToTheKey() {
    ConfigReader part = read("{\"a\": {\"b\": {\"c\": 1}}}").part("a").part("b");

    assertThatThrownBy(() -> part.text("c", "")).hasMessage("conf.json: \"a.b.c\" must be a text");
    assertThatThrownBy(() -> read("{\"a\": 1}").part("a"))
        .hasMessage("conf.json: \"a.\" must be an object");
  }

  @Test
  void aKeyThatNobodyAskedFor_isRefusedInTheEnd_alsoBelow() {
    ConfigReader root = read("{\"a\": {\"known\": true, \"other\": 1}}");
    root.part("a").flag("known", false);

    assertThatThrownBy(root::finish)
        .hasMessage("conf.json: \"a.other\" is not known; known here are [known]");
  }

  @ParameterizedTest
  @CsvSource({
    "'', is empty: it must hold a JSON object",
    "'{', line 1 is not JSON",
    "'{} {}', line 1 is not JSON",
    "'{\"a\": 1, \"a\": 2}', line 1 is not JSON",
    "'[]', \"\" must be an object"
  })
  void aTextThatIsNoObject_isRefused(String text, String complaint) {
    assertThatThrownBy(() -> read(text))
        .hasMessageStartingWith("conf.json")
        .hasMessageContaining(complaint);
  }
}
