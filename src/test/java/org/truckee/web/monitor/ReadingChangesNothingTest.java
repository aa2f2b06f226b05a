package org.truckee.web.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.http.WebPort;
import org.truckee.web.guard.WebSettings;
import org.truckee.web.http.Address;

/** GET and HEAD change nothing, and HEAD is answered like GET. */
class ReadingChangesNothingTest {
  /** The values of {@code t=} for any method. */
  private static final List<String> ALL =
      List.of(
          "",
          "json",
          "uri",
          "readonly-uri",
          "info",
          "upload",
          "mkdir",
          "mkdir-with-children",
          "mkdir-immutable",
          "delete",
          "unlink",
          "rename",
          "relink",
          "set_children",
          "rename-form",
          "delete-form",
          "check",
          "manifest",
          "start-deep-check",
          "start-manifest",
          "stream-manifest",
          "cancel",
          "download");

  private static final String SUFFIX =
      "&name=f&from_name=f&to_name=g&uri=URI:LIT:me&ophandle=h&replace=true&offset=0&format=sdmf";

  @TempDir static Path directory;
  @TempDir static Path allowed;
  private static TestGrid grid;
  private static WebPort web;

  @BeforeAll
  static void start() {
    WebSettings settings =
        WebSettings.usual("gateway", "truckee/test").withLocalFolders(List.of(allowed));
    grid = TestGrid.start(directory, 2, GatewaySettings.encoding(1, 1, 2).web(settings));
    web = grid.web();
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  private static String newDirectory() {
    String at = WebPort.path(web.send("POST", "/uri?t=mkdir", new byte[0]).text());
    web.send("PUT", at + "/f", "file".getBytes(StandardCharsets.UTF_8));
    web.send("PUT", at + "/m?format=sdmf", "file".getBytes(StandardCharsets.UTF_8));
    return at;
  }

  @Test
  void whateverIsAskedForByGetOrHead_nothingChanges_andItIsNoDefect() {
    String at = newDirectory();
    String before = web.get(at + "?t=json").text();
    for (String method : List.of("GET", "HEAD")) {
      for (String path : List.of(at, at + "/", at + "/f", at + "/m", at + "/none", "/uri")) {
        for (String t : ALL) {
          int status = web.send(method, path + "?t=" + t + SUFFIX, new byte[0]).status();
          assertThat(status).as(method + " " + path + " " + t).isNotEqualTo(500);
        }
      }
    }
    assertThat(web.get(at + "?t=json").text()).isEqualTo(before);
    assertThat(web.get("/operations/h").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-origin",
    "Sec-Fetch-Mode, no-cors",
    "Origin, null",
    "Referer, http://evil.example/",
    "Cookie, a=b",
    "Accept-Language, de",
    "Upgrade-Insecure-Requests, 1",
    "Sec-Purpose, prefetch",
    "Purpose, prefetch",
    "Sec-CH-UA, x",
    "DNT, 1",
    "User-Agent, Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15",
  })
  void aBrowser_writesNothingToTheDisk(String header, String value) {
    for (String what :
        List.of(
            "/uri/URI:LIT:mzuwyzi?t=download&localfile=",
            newDirectory() + "?t=download&localdir=")) {
      Path target = allowed.resolve("written");

      assertThat(web.get(what + Address.encode(target.toString()), header, value).status())
          .isEqualTo(403);
      assertThat(Files.exists(target)).isFalse();
    }
  }

  @Test
  void theFolderItself_isNoFile() {
    String what = "/uri/URI:LIT:mzuwyzi?t=download&localfile=";

    assertThat(web.get(what + Address.encode(allowed.toString())).status()).isEqualTo(409);
    assertThat(allowed.resolveSibling("." + allowed.getFileName() + ".part")).doesNotExist();
    assertThat(web.get(what + Address.encode(allowed.resolve("a").toString())).text())
        .contains("downloaded");
    assertThat(allowed.resolve("a")).exists();
  }

  @Test
  void whatTheDiskRefuses_isToldInWords() throws IOException {
    Files.createSymbolicLink(allowed.resolve("nowhere"), allowed.resolve("missing"));
    Files.createSymbolicLink(allowed.resolve("loop"), allowed.resolve("loop"));
    Files.writeString(allowed.resolve("file"), "x");
    for (String name : List.of("nowhere", "loop", "n".repeat(256), "file/x", "none/x")) {
      String local = Address.encode(allowed.resolve(name).toString());
      List<WebPort.Answer> answers =
          List.of(
              web.get("/uri/URI:LIT:mzuwyzi?t=download&localfile=" + local),
              web.get(newDirectory() + "?t=download&localdir=" + local),
              web.send("PUT", newDirectory() + "/f?t=upload&localfile=" + local, new byte[0]),
              web.send("PUT", newDirectory() + "/d?t=upload&localdir=" + local, new byte[0]));
      for (WebPort.Answer answer : answers)
        assertThat(answer.status()).as(name + ": " + answer.text()).isBetween(400, 499);
    }
  }

  @Test
  void aFileOfAnyNameThatTheDiskHas_isWritten() {
    String name = "n".repeat(255);

    String local = Address.encode(allowed.resolve(name).toString());
    assertThat(web.get("/uri/URI:LIT:mzuwyzi?t=download&localfile=" + local).text())
        .contains("downloaded");
    assertThat(allowed.resolve(name)).exists();
    assertThat(allowed).isDirectoryNotContaining(file -> file.toString().contains(".truckee-"));
  }

  @Test
  void everyPage_hasAHead() {
    String at = newDirectory();
    for (String path :
        List.of(
            "/",
            "/?t=json",
            "/status",
            "/status/",
            "/statistics",
            "/statistics?t=json",
            "/provisioning",
            "/static/truckee.css",
            "/helper_status",
            "/storage",
            at + "/",
            at + "/?t=json",
            at + "/?t=info",
            at + "/?t=manifest",
            at + "/?t=delete-form&name=f",
            at + "/f",
            at + "/m",
            at + "/f?t=info",
            "/uri?uri=URI:LIT:me",
            "/nothing")) {
      WebPort.Answer get = web.get(path, "Accept", "text/html");
      WebPort.Answer head = web.send("HEAD", path, new byte[0], "Accept", "text/html");
      assertThat(head.status()).as(path).isEqualTo(get.status());
      assertThat(head.header("Content-Type")).as(path).isEqualTo(get.header("Content-Type"));
      assertThat(head.bytes()).as(path).isEmpty();
    }
  }

  @Test
  void aRedirect_keepsTheQuery() {
    assertThat(web.get("/uri/?uri=URI%3ALIT%3Ame&t=json").header("Location"))
        .endsWith("uri/URI%3ALIT%3Ame?t=json");
    assertThat(web.get("/uri?filename=a%26b&uri=URI%3ALIT%3Ame").header("Location"))
        .endsWith("?filename=a%26b");
  }
}
