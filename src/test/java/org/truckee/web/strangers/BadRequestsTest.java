package org.truckee.web.strangers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.http.WebPort;

/** Bad requests of every kind: a request that makes no sense is no defect of ours. */
class BadRequestsTest {
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS", "PATCH", "BREW");

  private static final List<String> T =
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
          "start-deep-size",
          "start-deep-stats",
          "stream-manifest",
          "stream-deep-check",
          "cancel",
          "download",
          "openmetrics",
          "NONSENSE",
          "\u00e9",
          " json ");

  private static final List<String> NAMES =
      List.of(
          "t",
          "name",
          "uri",
          "from_name",
          "to_name",
          "to_dir",
          "replace",
          "format",
          "mutable",
          "offset",
          "ophandle",
          "output",
          "filename",
          "save",
          "when_done",
          "convergent",
          "verify",
          "repair",
          "add-lease",
          "retain-for",
          "release-after-complete",
          "private-key",
          "span",
          "sort",
          "find",
          "after",
          "before",
          "all",
          "localfile",
          "localdir",
          "upload-id",
          "form",
          "redirect_to_result",
          "users",
          "files");

  private static final List<String> VALUES =
      List.of(
          "",
          "x",
          "..",
          ".",
          "a/b",
          "true",
          "maybe",
          "-1",
          "0",
          "99999999999999999999",
          "1e999999999",
          "NaN",
          "URI:",
          "URI:LIT:me",
          "URI:CHK:a:b:1:2:3",
          "URI:DIR2:a:b",
          "//evil",
          "\u0000",
          "\u202e",
          "\ud83d\ude00",
          "%41",
          "{",
          "[]",
          "null",
          "-5:x",
          "sdmf",
          "json",
          "html");

  private static final List<String> BODIES =
      List.of(
          "",
          "x",
          "{",
          "[]",
          "null",
          "{\"x\": 1}",
          "{\"x\": [\"filenode\", {}]}",
          "{\"x\": [\"filenode\", {\"ro_uri\": 5}]}",
          "{\"x\": [\"filenode\", {\"ro_uri\": \"URI:LIT:me\", \"metadata\": []}]}",
          "{\"x\": [\"filenode\", {\"ro_uri\": \"URI:LIT:me\", \"metadata\": {\"a\": NaN}}]}",
          "{\"a/b\": [\"filenode\", {\"ro_uri\": \"URI:LIT:me\"}]}",
          "t=upload&file=x",
          "a=%zz",
          "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nx\r\n--b--\r\n",
          "--b\r\n\r\n",
          "URI:LIT:me");

  private static final List<String> TYPES =
      List.of(
          "text/plain",
          "application/json",
          "application/x-www-form-urlencoded",
          "multipart/form-data",
          "multipart/form-data; boundary=b",
          "nonsense",
          "");

  @TempDir static Path directory;
  private static TestGrid grid;
  private static final List<String> paths = new ArrayList<>();

  @BeforeAll
  static void start() {
    grid = TestGrid.start(directory, 2, GatewaySettings.encoding(1, 1, 2));
    String at = newDirectory();
    paths.addAll(
        List.of(
            "/",
            "/uri",
            "/uri/",
            "/cap/",
            "/file/",
            "/named/",
            "/vdrive/",
            "/vdrive/x",
            "/status",
            "/status/",
            "/status/up-1",
            "/status/x/event_json",
            "/statistics",
            "/provisioning",
            "/operations/x",
            "/operations/x/y",
            "/private/",
            "/private/logs/v1",
            "/storage",
            "/helper_status",
            "/report_incident",
            "/static/x",
            "/robots.txt",
            "/nothing",
            "//",
            "/uri//",
            "/%2e%2e/",
            "/uri/URI:LIT:me",
            "/uri/URI:LIT:me/x",
            "/uri/URI:DIR2:x:y/a/b",
            "/uri/%00",
            "/uri/%ff",
            "/file/URI:LIT:me/@@named=/x",
            "/file/" + at.substring(5) + "/x",
            at,
            at + "/",
            at + "/f",
            at + "/f/x",
            at + "/m",
            at + "/none",
            at + "/none/x",
            at + "/%",
            at + "/" + "n".repeat(300)));
  }

  private static String newDirectory() {
    WebPort web = grid.web();
    String at = WebPort.path(web.send("POST", "/uri?t=mkdir", new byte[0]).text());
    web.send("PUT", at + "/f", "file".getBytes(StandardCharsets.UTF_8));
    web.send("PUT", at + "/m?format=sdmf", "file".getBytes(StandardCharsets.UTF_8));
    return at;
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  private static int status(String method, String target, String type, String body, String more) {
    String head =
        method
            + " "
            + target
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + more
            + "Content-Type: "
            + type
            + "\r\nContent-Length: "
            + body.getBytes(StandardCharsets.ISO_8859_1).length
            + "\r\n\r\n";
    String answer = grid.web().speak(head + body);
    assertThat(answer).as(head).matches("(?s)HTTP/1\\.[01] [0-9]{3} .*");
    return Integer.parseInt(answer.substring(9, 12));
  }

  private static void assertNoDefect(
      String method, String target, String type, String body, String more) {
    int status = status(method, target, type, body, more);

    assertThat(status)
        .as("%s %s, %s%s: %s", method, target, more, type, body)
        .isNotIn(500, 502, 504);
  }

  private static String encoded(String value) {
    return org.truckee.web.http.Address.encode(value);
  }

  @Test
  void requestsPutTogetherByChance_areAnsweredByThemselves() {
    walk(new Random(11), 80);
  }

  @Test
  @Tag("slow")
  void manyMoreOfThem_areToo() {
    walk(new Random(12), 3000);
  }

  private static void walk(Random random, int times) {
    for (int i = 0; i < times; i++) {
      StringBuilder target =
          new StringBuilder(any(paths, random)).append("?t=").append(encoded(any(T, random)));
      for (int j = random.nextInt(4); j > 0; j--)
        target
            .append('&')
            .append(any(NAMES, random))
            .append('=')
            .append(encoded(any(VALUES, random)));
      if (random.nextInt(20) == 0) target.append("&x=%zz");
      String more =
          switch (random.nextInt(8)) {
            case 0 -> "Range: bytes=" + any(VALUES.subList(5, 12), random) + "\r\n";
            case 1 ->
                "If-Match: " + any(List.of("*", "\"", "\"x\"", "W/", ",,", "x"), random) + "\r\n";
            case 2 ->
                "If-None-Match: " + any(List.of("*", "\"", "\"x\"", "W/", ""), random) + "\r\n";
            case 3 -> "Accept: text/html\r\n";
            case 4 ->
                "Authorization: " + any(List.of("Basic !", "tahoe-lafs", "x", ""), random) + "\r\n";
            case 5 -> "Content-Range: bytes x\r\n";
            default -> "";
          };
      assertNoDefect(
          any(METHODS, random), target.toString(), any(TYPES, random), any(BODIES, random), more);
    }
  }

  private static <T> T any(List<T> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }
}
