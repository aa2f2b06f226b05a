package org.truckee.web.strangers;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.http.WebPort;

/** The headers for browsers, and the refusals, by which no other site gains by a visit. */
class SafePagesTest {
  private static final byte[] FILE =
      "<script>alert(1)</script> and so much more that it needs servers"
          .getBytes(StandardCharsets.UTF_8);

  @TempDir static Path directory;
  private static TestGrid grid;
  private static String cap;

  @BeforeAll
  static void start() {
    grid = TestGrid.start(directory, 10);
    cap = grid.web().put(FILE);
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  private static String named(String name) {
    return WebPort.path(cap).replace("/uri/", "/file/") + "/@@named=/" + name;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/provisioning", "/nothing"})
  void ourPages_runOurScriptOnly_inNoFrame_andAreNotKept(String path) {
    WebPort.Answer page = grid.web().get(path, "Accept", "text/html");
    String policy = page.header("Content-Security-Policy");
    assertThat(policy)
        .contains(
            "default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
        .doesNotContain("unsafe");
    String nonce = policy.replaceFirst(".*'nonce-([a-z2-7]+)'.*", "$1");
    assertThat(page.text()).contains("nonce=\"" + nonce + "\"");
    assertThat(grid.web().get(path, "Accept", "text/html").text()).doesNotContain(nonce);
    assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(page.header("Cache-Control")).isEqualTo("no-store");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/nothing", "/uri/URI:CHK:no", "/operations/none", "/?t=json", "/status?t=json"})
  void answersToPrograms_failuresToo_areKeptInNoCache(String path) {
    assertThat(grid.web().get(path).header("Cache-Control")).isEqualTo("no-store");
    assertThat(grid.web().get(path, "Accept", "application/json").header("Cache-Control"))
        .isEqualTo("no-store");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.html", "a.HTM", "a.svg", "a.xml", "a.xhtml", "a.pdf"})
  void filesThatBrowsersRun_areSavedNotShown(String name) {
    WebPort.Answer answer = grid.web().get(named(name));
    assertThat(answer.bytes()).isEqualTo(FILE);
    assertThat(answer.header("Content-Disposition")).startsWith("attachment");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.txt", "a.png", "a.mp4", "a.html"})
  void storedFiles_areShutIn(String name) {
    WebPort.Answer answer = grid.web().get(named(name));
    assertThat(answer.header("Content-Security-Policy"))
        .startsWith("sandbox;")
        .contains("default-src 'none'", "frame-ancestors 'none'")
        .doesNotContain("allow-");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, cross-site, 403",
    "Sec-Fetch-Site, same-site, 403",
    "Sec-Fetch-Site, same-origin, 200",
    "Sec-Fetch-Site, none, 200",
    "Origin, http://evil.example, 403",
    "Origin, null, 403",
    "User-Agent, curl, 200"
  })
  void onlyOurOwnPagesAndPrograms_mayChange(String header, String value, int status) {
    assertThat(grid.web().send("PUT", "/uri", FILE, header, value).status()).isEqualTo(status);
    assertThat(grid.web().get("/", header, value).status()).as("reading").isEqualTo(200);
  }

  @Test
  void aFormWithoutAnOrigin_mayChange_onlyIfItIsOurs() {
    String page = grid.web().get("/", "Accept", "text/html").text();
    String token = page.replaceFirst("(?s).*&amp;form=([a-z2-7]+)\".*", "$1");
    String ours = "/uri?form=" + token;
    assertThat(grid.web().send("PUT", ours, FILE, "Origin", "null").status()).isEqualTo(200);
    String[] others = {"", "a", "x".repeat(1000), token.substring(1), token + "a"};
    for (String other : others)
      assertThat(grid.web().send("PUT", "/uri?form=" + other, FILE, "Origin", "null").status())
          .isEqualTo(403);
    String evil = "http://evil.example";
    assertThat(grid.web().send("PUT", ours, FILE, "Origin", evil).status()).isEqualTo(403);
    assertThat(grid.web().send("PUT", ours, FILE, "Sec-Fetch-Site", "cross-site").status())
        .isEqualTo(403);
  }

  @Test
  void aFileWithoutAName_isShownAsText_whateverItHolds() {
    WebPort.Answer answer = grid.web().read(cap);
    assertThat(answer.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Content-Security-Policy")).startsWith("sandbox;");
  }

  @Test
  void ourOwnOrigin_mayChange() {
    String own = grid.web().address().toString().replaceFirst("/$", "");
    assertThat(grid.web().send("PUT", "/uri", FILE, "Origin", own).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:3456, 200",
    "localhost, 200",
    "files.localhost:80, 200",
    "[::1]:3456, 200",
    "192.168.1.5:3456, 200",
    "evil.example, 403",
    "127.0.0.1.evil.example, 403",
    "localhost.evil.example:3456, 403"
  })
  void namesThatAreNotOurs_areRefused(String host, int status) {
    String answer =
        WebPort.hear(
            grid.web().begin("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"));
    assertThat(answer).startsWith("HTTP/1.1 " + status);
    assertThat(answer.contains("Storage servers")).isEqualTo(status == 200);
  }

  @Test
  void templatesAreNoFiles() {
    for (String name : List.of("truckee.css", "truckee.js", "truckee.svg")) {
      WebPort.Answer first = grid.web().get("/static/" + name);
      assertThat(first.status()).isEqualTo(200);
      assertThat(first.header("Content-Type")).matches("text/css.*|text/javascript.*|image/svg.*");
      assertThat(grid.web().send("HEAD", "/static/" + name, new byte[0]).status()).isEqualTo(200);
      String tag = first.header("ETag");
      assertThat(grid.web().get("/static/" + name, "If-None-Match", tag).status()).isEqualTo(304);
    }
    assertThat(grid.web().get("/static/base.html").status()).isEqualTo(404);
    assertThat(grid.web().get("/static/../pages/base.html").status()).isEqualTo(404);
    assertThat(grid.web().get("/static/%2e%2e/pages/base.html").status()).isEqualTo(404);
  }

  @Test
  void aFailure_isAPageOrAnObjectOrASentence_andNeverTellsTheCapability() {
    String path =
        WebPort.path("URI:CHK:aaaaaaaaaaaaaaaaaaaaaaaaaa:" + "a".repeat(51) + "q:3:10:5000");
    WebPort.Answer page = grid.web().get(path, "Accept", "text/html,*/*");
    WebPort.Answer object = grid.web().get(path, "Accept", "application/json");
    WebPort.Answer sentence = grid.web().get(path, "Accept", "*/*");

    assertThat(page.text()).contains("<h1>", "This can&#39;t be read right now", "3 are needed");
    assertThat(object.text())
        .contains("\"kind\" : \"NOT_ENOUGH_SHARES\"", "\"help\"", "3 are needed");
    assertThat(sentence.text()).startsWith("NoSharesError: 0 of 10 shares");
    for (WebPort.Answer answer : new WebPort.Answer[] {page, object, sentence}) {
      assertThat(answer.status()).isEqualTo(410);
      assertThat(answer.text()).doesNotContain("aaaaaaaa");
    }
  }
}
