package org.truckee.web.firstrelease;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestVdrive;
import org.truckee.testing.http.WebPort;
import org.truckee.web.FormBody;
import org.truckee.web.guard.WebSettings;

/**
 * The tree of the first release's test_web.py in the global drive of a real vdrive server: foo/
 * with bar.txt, blockingfile, empty/ and sub/baz.txt, and readonly/ with nor. The web operations of
 * that suite are tested on it, each marked with its name there ({@link FirstRelease}). Differences
 * from there follow today's webapi.rst, and a comment says so.
 */
abstract class FirstReleaseTree {
  static final ObjectMapper JSON = new ObjectMapper();
  static final String BAR = "contents of file 0, long enough to be kept in shares by servers\n";
  static final String NEW = "newfile contents\n";
  static final String TAKEN =
      "There was already a child by that name, and you asked me to not replace it";

  @TempDir static Path directory;
  static Path local;
  static TestVdrive vdrive;
  static TestGrid grid;
  static WebPort closed;
  static String bar;
  static String small;
  static String baz;
  static String readonly;

  @BeforeAll
  static void start() throws IOException {
    local = Files.createDirectory(directory.resolve("local")).toRealPath();
    vdrive = TestVdrive.start(directory);
    GatewaySettings settings = GatewaySettings.encoding(1, 2, 2).vdrive(vdrive, vdrive.makeRoot());
    WebSettings allowing =
        WebSettings.usual("gateway", "truckee/test").withLocalFolders(List.of(local));
    grid = TestGrid.start(directory.resolve("grid"), 2, settings.web(allowing));
    closed = grid.gateway(settings).web();
    makeFiles();
  }

  @AfterAll
  static void stop() {
    grid.close();
    vdrive.close();
  }

  /** Puts up what the tests find, as far as none changes it. */
  static void makeFiles() {
    bar = put("/uri", BAR).text();
    small = put("/uri", "small data 1\n").text();
    baz = put("/uri", "contents of file 2\n").text();
    put("/vdrive/global/away/nor?t=uri", baz);
    readonly = get("/vdrive/global/away?t=readonly-uri").text();
  }

  @BeforeEach
  void makeTree() {
    for (String name : children("/vdrive/global")) delete("/vdrive/global/" + name);
    make("foo", "{\"bar.txt\": %s, \"blockingfile\": %s}".formatted(file(bar), file(small)));
    make("foo/sub", "{\"baz.txt\": %s}".formatted(file(baz)));
    make("foo/empty", "{}");
    put("/vdrive/global/readonly?t=uri", readonly);
  }

  static void make(String path, String children) {
    send("POST", "/vdrive/global/" + path + "?t=mkdir-with-children", children);
  }

  static String file(String cap) {
    return "[\"filenode\", {\"ro_uri\": \"" + cap + "\"}]";
  }

  static WebPort.Answer send(String method, String path, String body, String... headers) {
    return grid.web().send(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  static WebPort.Answer get(String path) {
    return send("GET", path, "");
  }

  static WebPort.Answer put(String path, String body) {
    return send("PUT", path, body);
  }

  static WebPort.Answer delete(String path) {
    return send("DELETE", path, "");
  }

  static WebPort.Answer post(String path, FormBody form) {
    return grid.web().send("POST", path, form.bytes(), "Content-Type", FormBody.TYPE);
  }

  static FormBody form(String t) {
    return new FormBody().field("_charset", "UTF-8").field("t", t);
  }

  static JsonNode json(String path) {
    try {
      return JSON.readTree(get(path).bytes());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<String> children(String path) {
    List<String> names = new ArrayList<>();
    json(path + "?t=json").get(1).get("children").fieldNames().forEachRemaining(names::add);
    return names.stream().sorted().toList();
  }

  static void isBar(WebPort.Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo(BAR);
  }

  static void isBarJson(String path) {
    JsonNode bar = json(path + "?t=json");
    assertThat(bar.get(0).textValue()).isEqualTo("filenode");
    assertThat(bar.get(1).has("rw_uri")).isFalse();
    assertThat(bar.get(1).get("size").intValue()).isEqualTo(BAR.length());
  }

  static void isFooJson(JsonNode foo) {
    assertThat(foo.get(0).textValue()).isEqualTo("dirnode");
    assertThat(foo.get(1).has("rw_uri")).isTrue();
    assertThat(foo.get(1).get("ro_uri").textValue()).isNotEmpty();
    JsonNode children = foo.get(1).get("children");
    assertThat(children.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("bar.txt", "blockingfile", "empty", "sub");
    assertThat(children.get("sub").get(0).textValue()).isEqualTo("dirnode");
    assertThat(children.get("bar.txt").get(1).get("size").intValue()).isEqualTo(BAR.length());
  }

  static void isEmpty(String path) {
    JsonNode empty = json(path + "?t=json");
    assertThat(empty.get(0).textValue()).isEqualTo("dirnode");
    assertThat(empty.get(1).get("children").size()).isZero();
  }

  static void fails(WebPort.Answer answer, int status, String reason) {
    assertThat(answer.text()).contains(reason);
    assertThat(answer.status()).isEqualTo(status);
  }

  static void isMissing(WebPort.Answer answer) {
    assertThat(answer.status()).isEqualTo(404);
  }

  /** The answer is the capability of what is at {@code path} now, which holds {@code contents}. */
  static void isLinked(WebPort.Answer answer, String path, String contents) {
    assertThat(answer.text().strip()).isEqualTo(get(path + "?t=uri").text());
    assertThat(get(path).text()).isEqualTo(contents);
  }

  static String newFile() {
    return put("/uri", "contents of file 8\n").text();
  }

  static void redirects(WebPort.Answer answer, String target) {
    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("Location")).isEqualTo(target);
  }
}
