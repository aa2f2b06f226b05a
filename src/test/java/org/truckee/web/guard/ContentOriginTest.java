package org.truckee.web.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.cap.Capability;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.http.WebPort.Answer;

/** A gateway that shows each stranger's file at an origin of its own, and nothing else there. */
class ContentOriginTest {
  private static final ContentOrigin ORIGIN =
      ContentOrigin.parse("https://content.example:8443").orElseThrow();
  private static final byte[] FILE = ("a picture" + " ".repeat(100)).getBytes(UTF_8);

  @TempDir static Path directory;
  private static TestGrid grid;
  private static WebPort web;

  @BeforeAll
  static void start() {
    WebSettings open =
        WebSettings.usual("gateway", "truckee/test")
            .openTo(new Openness(true, Optional.of(ORIGIN)));
    grid = TestGrid.start(directory, 1, GatewaySettings.encoding(1, 1, 1).web(open));
    web = grid.web();
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  private static String store(String query) {
    return web.send("PUT", "/uri?convergent=false" + query, FILE).text();
  }

  /** Where a browser is sent that asks for {@code path}. */
  private static URI sent(String path) {
    Answer answer = web.get(path, "Accept", "text/html");
    assertThat(answer.status()).isEqualTo(307);
    return URI.create(answer.header("Location"));
  }

  private static String ask(String method, String host, String path) {
    return web.speak(
        "%s %s HTTP/1.1\r\nHost: %s\r\nAccept: text/html\r\nConnection: close\r\n\r\n"
            .formatted(method, path, host));
  }

  private static String host(String cap) {
    return ContentOrigin.label(Capability.parse(cap)) + ".content.example:8443";
  }

  @Test
  void aBrowser_isSentToTheOriginOfTheFile_andShownItThere() {
    for (String query : new String[] {"", "&format=sdmf"}) {
      String cap = store(query);
      URI there = sent(WebPort.path(cap) + "?filename=lake.png");
      assertThat(there.getScheme()).isEqualTo("https");
      assertThat(there.getAuthority()).isEqualTo(host(cap));
      assertThat(there.getRawPath()).endsWith("/@@named=/lake.png").doesNotContain("SSK%3A");
      assertThat(ask("GET", there.getAuthority(), there.getRawPath()))
          .startsWith("HTTP/1.1 200 ")
          .containsIgnoringCase("content-type: image/png")
          .containsIgnoringCase("content-security-policy: sandbox; default-src 'none'")
          .doesNotContainIgnoringCase("content-disposition")
          .endsWith(new String(FILE, UTF_8));
    }
  }

  @Test
  void aFileThatCouldRun_isSavedThereToo() {
    URI there = sent(WebPort.path(store("")) + "?filename=page.html");
    assertThat(ask("GET", there.getAuthority(), there.getRawPath()))
        .containsIgnoringCase("content-disposition: attachment; filename=\"page.html\"");
  }

  @Test
  void aProgram_andWhoWantsToSave_getTheFileAtOnce_andOnlyToSave() {
    String path = WebPort.path(store(""));
    assertThat(web.get(path).header("Content-Disposition")).isEqualTo("attachment");
    Answer saved = web.get(path + "?save=true&filename=a.png", "Accept", "text/html");
    assertThat(saved.status()).isEqualTo(200);
    assertThat(saved.header("Content-Disposition")).isEqualTo("attachment; filename=\"a.png\"");
  }

  @Test
  void theOriginOfAnotherFile_hasItNot() {
    String cap = store("");
    String path = "/file/" + WebPort.path(cap).substring("/uri/".length());
    assertThat(ask("GET", host(cap), path)).startsWith("HTTP/1.1 200 ");
    assertThat(ask("GET", host(store("")), path))
        .startsWith("HTTP/1.1 404 ")
        .doesNotContain("a picture");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /",
        "GET /status/",
        "GET /ledger",
        "GET /static/truckee.js",
        "GET /uri/URI:LIT:me",
        "GET /vdrive/global",
        "GET /file/URI:LIT:me?t=json",
        "GET /file/URI:LIT:me?t=info",
        "PUT /uri",
        "POST /file/URI:LIT:me",
        "POST /uri?t=mkdir",
        "DELETE /uri/URI:LIT:me/a"
      })
  void noPageOfTheGateway_isThere(String asked) {
    String[] parts = asked.split(" ", -1);
    assertThat(ask(parts[0], host("URI:LIT:me"), parts[1])).startsWith("HTTP/1.1 404 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"content.example", "www.content.example", "a.b.content.example"})
  void aNameThatIsNoFiles_isStrange(String host) {
    assertThat(ask("GET", host, "/")).startsWith("HTTP/1.1 403 ").contains("STRANGE_HOST");
  }

  @Test
  void anOrigin_isKnownByItsText() {
    assertThat(ContentOrigin.parse("https://content.example/"))
        .contains(new ContentOrigin("https", "content.example", ""));
    for (String wrong :
        new String[] {
          "",
          "content.example",
          "https://example",
          "ftp://a.example",
          "https://A.example",
          "https://a.example/b",
          "https://a_b.example",
          "https://.example"
        }) assertThat(ContentOrigin.parse(wrong)).as(wrong).isEmpty();
    assertThat(ORIGIN.contains("Content.Example")).isTrue();
    assertThat(ORIGIN.contains("x.content.example")).isTrue();
    assertThat(ORIGIN.contains("mycontent.example")).isFalse();
    Capability lit = Capability.parse("URI:LIT:me");
    assertThat(ORIGIN.address(lit, ""))
        .matches("https://[a-z2-7]{26}\\.content\\.example:8443/file/URI%3ALIT%3Ame");
    assertThatThrownBy(() -> new Openness(false, Optional.of(ORIGIN)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
