package org.truckee.web.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.http.WebPort.Answer;

/** Browsers are told that a text is UTF-8, if it is, by every way to it. */
class TextsOnTheWebTest {
  private static final String TEXT = "Grüße – 佛津 \uD83D\uDE00\n";

  @TempDir static Path directory;
  private static TestGrid grid;
  private static WebPort web;

  @BeforeAll
  static void start() {
    grid = TestGrid.start(directory, 2, GatewaySettings.encoding(1, 1, 2).segments(128 << 10));
    web = grid.web();
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  private static String type(String path, String... headers) {
    Answer get = web.get(path, headers);
    Answer head = web.send("HEAD", path, new byte[0], headers);
    assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
    assertThat(get.header("Content-Disposition")).isEmpty();
    return get.header("Content-Type");
  }

  private static String put(String text, Charset charset) {
    return web.put(text.getBytes(charset));
  }

  @ParameterizedTest
  @CsvSource({
    "u.txt, text/plain",
    "README, text/plain",
    "notes.md, text/plain",
    "a.CSV, text/csv",
    "a.css, text/css",
    "a.json, application/json",
    "a.log, text/plain",
  })
  void allTextTypes_byAllWays_haveTheirCharset(String name, String type) {
    String small = put(TEXT, StandardCharsets.UTF_8);
    String large = put(TEXT.repeat(10_000), StandardCharsets.UTF_8);
    String latin = put("Gruesse, Grüße ".repeat(50), StandardCharsets.ISO_8859_1);
    String at = WebPort.path(web.send("POST", "/uri?t=mkdir", new byte[0]).text());
    for (String cap : List.of(small, large, latin)) {
      String expected = type + (cap.equals(latin) ? "" : "; charset=utf-8");
      String encoded = WebPort.path(cap).substring("/uri/".length());
      web.send("PUT", at + "/" + name + "?t=uri", cap.getBytes(StandardCharsets.US_ASCII));

      assertThat(type("/uri/" + encoded + "?filename=" + name)).isEqualTo(expected);
      assertThat(type("/file/" + encoded + "/@@named=/" + name)).isEqualTo(expected);
      assertThat(type("/named/" + encoded + "/" + name)).isEqualTo(expected);
      assertThat(type(at + "/" + name)).isEqualTo(expected);
    }
    assertThat(type(WebPort.path(small))).isEqualTo("text/plain; charset=utf-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=0-8", "bytes=1-", "bytes=3-5", "bytes=9-", "bytes=-1"})
  void aPartOfAText_mayCutACharacter(String range) {
    String cap = put(TEXT.repeat(100), StandardCharsets.UTF_8);

    assertThat(type(WebPort.path(cap), "Range", range)).isEqualTo("text/plain; charset=utf-8");
  }

  @Test
  void whatIsNoText_hasNoCharset_andFilesAreForTheirReaderOnly() {
    String cap = put(TEXT.repeat(10), StandardCharsets.UTF_8);

    Answer image = web.get(WebPort.path(cap) + "?filename=a.png");

    assertThat(image.header("Content-Type")).isEqualTo("image/png");
    assertThat(image.header("Cache-Control")).startsWith("private");
    assertThat(image.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
  }

  @Test
  void aMutableText_andAnEmptyOne_areTextsToo() {
    byte[] text = TEXT.getBytes(StandardCharsets.UTF_8);
    String mutable = web.send("PUT", "/uri?format=sdmf", text).text();

    assertThat(type(WebPort.path(mutable))).isEqualTo("text/plain; charset=utf-8");
    assertThat(type(WebPort.path("URI:LIT:"))).isEqualTo("text/plain; charset=utf-8");
  }
}
