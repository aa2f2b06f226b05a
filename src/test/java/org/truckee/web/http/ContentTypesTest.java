package org.truckee.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The types of files, by their names: texts, and files that a browser would run. */
class ContentTypesTest {
  @ParameterizedTest
  @CsvSource({
    "README, text/plain",
    "notes.txt, text/plain",
    "notes.MD, text/plain",
    "node.log, text/plain",
    "page.html, text/html",
    "photo.JPG, image/jpeg",
    "page.xhtml, application/xhtml+xml",
    "data.json, application/json",
    "drawing.svg, image/svg+xml",
    "what.is-this, application/octet-stream",
    "ends., application/octet-stream"
  })
  void theType_followsFromTheName(String name, String type) {
    assertThat(ContentTypes.of(name)).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain, true",
    "text/css, true",
    "application/json, true",
    "image/svg+xml, true",
    "application/atom+xml, true",
    "image/png, false",
    "application/octet-stream, false"
  })
  void textsAreKnown(String type, boolean text) {
    assertThat(ContentTypes.isText(type)).isEqualTo(text);
  }

  /** Wherever a text is cut, its pieces are texts, for the middle of a character is one's too. */
  @Test
  void everyPieceOfAText_isUtf8() {
    byte[] text = "aé€😀z".getBytes(StandardCharsets.UTF_8);
    for (int from = 0; from < text.length; from++)
      for (int to = from + 1; to <= text.length; to++)
        assertThat(
                ContentTypes.isUtf8(
                    Buffer.buffer().appendBytes(text, from, to - from),
                    from == 0,
                    to == text.length))
            .as("%d to %d", from, to)
            .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"80", "c3", "e282", "f09f98", "c080", "eda080", "f4908080", "6180", "ff", "c328"})
  void whatIsNoText_isFound(String hex) {
    byte[] bytes = java.util.HexFormat.of().parseHex(hex);
    assertThat(ContentTypes.isUtf8(Buffer.buffer(bytes), true, true)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "text/html, true",
    "TEXT/HTML; charset=utf-8, true",
    "' image/svg+xml ; a=b', true",
    "application/pdf, true",
    "application/mathml+xml, true",
    "multipart/related; type=text/html, true",
    "text/plain, false",
    "image/png, false",
    "application/json, false",
    "'', false"
  })
  void whatABrowserWouldRun_isKnown(String type, boolean active) {
    assertThat(SafeHeaders.isActive(type)).isEqualTo(active);
  }
}
