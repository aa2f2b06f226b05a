package org.truckee.web.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.GridException;

/** The names in a form, as curl, browsers and other programs write them. */
class PartHeadTest {
  private static PartHead parse(String disposition) {
    String lines = "\r\nContent-Type: text/plain\r\nContent-Disposition: " + disposition;
    return PartHead.parse(lines.getBytes(StandardCharsets.UTF_8));
  }

  private static String filename(String written) {
    return parse("form-data; name=\"file\"; " + written).filename().orElseThrow();
  }

  static Stream<Arguments> names() {
    return Stream.of(
        Arguments.of("filename=\"a=b\"", "a=b"),
        Arguments.of("filename=\"a;b\"", "a;b"),
        Arguments.of("filename=\"a,b\"", "a,b"),
        Arguments.of("filename=\"a:b\"", "a:b"),
        Arguments.of("filename=\"a\tb\"", "a\tb"),
        Arguments.of("filename=\"a&amp;b\"", "a&amp;b"),
        Arguments.of("filename=\"q\\\"c\"", "q\"c"),
        Arguments.of("filename=\"q%22b\"", "q\"b"),
        Arguments.of("filename=\"back\\slash\"", "back\\slash"),
        Arguments.of("filename=\"back\\\\slash\"", "back\\\\slash"),
        Arguments.of("filename=\"C:\\dir\\x.txt\"", "C:\\dir\\x.txt"),
        Arguments.of("filename=\"end\\\"", "end\\"),
        Arguments.of("filename=\" lead\"", " lead"),
        Arguments.of("filename=\"trail \"", "trail "),
        Arguments.of("filename=\"\u3000wide\u3000\"", "\u3000wide\u3000"),
        Arguments.of("filename=\"日本+%41'  x\"", "日本+%41'  x"),
        Arguments.of("filename=\"a%0Ab%0dc\"", "a\nb\rc"),
        Arguments.of("filename=\"; name=\"", "; name="),
        Arguments.of("filename=\"..\"", ".."),
        Arguments.of("filename=\"\"", ""),
        Arguments.of("filename=plain.txt", "plain.txt"),
        Arguments.of("FileName = \"a\" ", "a"),
        Arguments.of("filename*=UTF-8''s%3Db%e6%97%a5", "s=b日"),
        Arguments.of("filename=\"x\"; filename*=utf-8'en'y%20z", "y z"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void aFileName_arrivesAsItWasSent(String written, String name) {
    assertThat(filename(written)).isEqualTo(name);
  }

  @Test
  void everyPrintableCharacter_arrives() {
    IntStream.concat(IntStream.range(0x20, 0x7f), IntStream.of(0xa0, 0x202e, 0x1f600))
        .filter(c -> c != '"')
        .forEach(
            c -> {
              String name = "a" + Character.toString(c) + "b";
              assertThat(filename("filename=\"" + name + "\"")).isEqualTo(name);
            });
  }

  @Test
  void theWayToAFile_isNotPartOfItsName() {
    assertThat(parse("form-data; name=\"file\"; filename=\"/tmp/a b.txt\"").localName())
        .isEqualTo("a b.txt");
    assertThat(parse("form-data; name=\"file\"; filename=\"a/b\"").localName()).isEqualTo("a/b");
    assertThat(parse("form-data; name=\"file\"").localName()).isEmpty();
  }

  @Test
  void theOrderOfNameAndFilename_makesNoDifference() {
    PartHead head = parse("form-data; filename=\"a; name=\\\"x\\\"\"; name=\"file\"");

    assertThat(head.name()).isEqualTo("file");
    assertThat(head.filename()).contains("a; name=\"x\"");
    assertThat(parse("form-data; name=\"f\"").filename()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "form-data",
        "form-data; filename=\"x\"",
        "form-data; name=\"x",
        "form-data; name=\"x\"; filename*=UTF-8''%zz",
        "form-data; name=\"x\"; filename*=UTF-8''%ff",
        "form-data; name=\"x\"; filename*=x",
      })
  void aHeadWithoutItsName_isRefused(String disposition) {
    assertThatThrownBy(() -> parse(disposition)).isInstanceOf(GridException.class);
  }

  @Test
  void bytesThatAreNotUtf8_areRefused() {
    byte[] latin =
        "Content-Disposition: form-data; name=\"\u00e9\"".getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> PartHead.parse(latin)).isInstanceOf(GridException.class);
  }
}
