package org.truckee.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.http.Markup;
import org.truckee.testing.http.WebPort;

/** The page of everything below a directory: every thing once, and what is missing is said. */
class ManifestPageTest {
  private static final String LOST =
      "URI:DIR2:aaaaaaaaaaaaaaaaaaaaaaaaaa:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

  @TempDir static Path directory;
  private static TestGrid grid;

  @BeforeAll
  static void start() {
    grid = TestGrid.start(directory, 3, GatewaySettings.encoding(1, 1, 1));
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  private static String send(String method, String path, String body) {
    WebPort.Answer answer =
        grid.web().send(method, path, body.getBytes(StandardCharsets.UTF_8), "Accept", "*/*");
    assertThat(answer.status()).as(answer.text()).isLessThan(300);
    return answer.text().strip();
  }

  private static WebPort.Answer manifest(String cap) {
    return grid.web().get(WebPort.path(cap) + "?t=manifest", "Accept", "text/html");
  }

  private static String readable(WebPort.Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(Markup.faults(answer.text())).isEmpty();
    return answer.text();
  }

  @Test
  void whatIsReachedByManyWays_isListedOnce() {
    String root = send("POST", "/uri?t=mkdir", "");
    String inside = send("POST", WebPort.path(root) + "/a/b?t=mkdir", "");
    send("PUT", WebPort.path(inside) + "/back?t=uri", root);
    send("PUT", WebPort.path(inside) + "/file", "a few words, too many to stand in a capability");

    String page = readable(manifest(root));

    assertThat(page).contains("<bdi>(this folder)</bdi>", "<bdi>a/b/file</bdi>", "4 in all");
    assertThat(page).doesNotContain("back").containsOnlyOnce("<bdi>a/b</bdi>");
  }

  @Test
  void whereADirectoryIsLost_theListGoesOnAndSaysSo() {
    String root = send("POST", "/uri?t=mkdir-with-children", manyFilesAndOneLostDirectory(300));

    String page = readable(manifest(root));

    assertThat(page).contains("<bdi>file 0</bdi>", "<bdi>file 299</bdi>", "<bdi>lost</bdi>");
    assertThat(page).contains("302 in all, though there is more");
  }

  private static String manyFilesAndOneLostDirectory(int files) {
    String some =
        IntStream.range(0, files)
            .mapToObj(
                i -> "\"file %d\": [\"filenode\", {\"ro_uri\": \"URI:LIT:me\"}], ".formatted(i))
            .collect(Collectors.joining());
    return "{" + some + "\"lost\": [\"dirnode\", {\"rw_uri\": \"" + LOST + "\"}]}";
  }

  @Test
  void whereNothingCanBeRead_itIsAnError() {
    WebPort.Answer answer = manifest(LOST);

    assertThat(answer.status()).isEqualTo(410);
    assertThat(Markup.faults(answer.text())).isEmpty();
  }
}
