package org.truckee.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.http.WebPort.Answer;
import org.truckee.testing.known.Golden;

/** Immutable files, as a browser and a program see them. */
class FilesOnTheWebTest {
  private static final byte[] FILE = Golden.stream("web", 1000);

  @TempDir static Path directory;
  private static TestGrid grid;
  private static WebPort web;
  private static String cap;

  @BeforeAll
  static void start() {
    grid = TestGrid.start(directory, 2, GatewaySettings.encoding(1, 1, 2));
    web = grid.web();
    cap = web.put(FILE);
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  @Test
  void head_saysWhatGetWould_withoutTheFile() {
    Answer get = web.read(cap);
    Answer head = web.send("HEAD", WebPort.path(cap), new byte[0]);

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.bytes()).isEmpty();
    for (String header : new String[] {"Content-Length", "Content-Type", "ETag", "Accept-Ranges"})
      assertThat(head.header(header)).as(header).isEqualTo(get.header(header)).isNotEmpty();
  }

  @Test
  void whoHasTheFileAlready_isNotSentItAgain() {
    String tag = web.read(cap).header("ETag");

    assertThat(web.read(cap, "If-None-Match", tag).status()).isEqualTo(304);
    assertThat(web.read(cap, "If-None-Match", "\"other\", " + tag).status()).isEqualTo(304);
    assertThat(web.read(cap, "If-None-Match", "*").status()).isEqualTo(304);
    assertThat(web.read(cap, "If-None-Match", "\"other\"").bytes()).isEqualTo(FILE);
  }

  @Test
  void aNameSaysTheType_andSaveSaysToSave() {
    assertThat(web.get(WebPort.path(cap) + "?filename=a.png").header("Content-Type"))
        .isEqualTo("image/png");
    Answer saved = web.get(WebPort.path(cap) + "?filename=caf%C3%A9%22.txt&save=true");
    assertThat(saved.header("Content-Disposition"))
        .startsWith("attachment; filename=\"caf__.txt\"")
        .contains("filename*=UTF-8''caf%C3%A9%22.txt");
    for (String path :
        new String[] {"/file/%s/@@named=/a.png", "/named/%s/a.png", "/file/%s/a.png"}) {
      Answer named = web.get(path.formatted(WebPort.path(cap).substring("/uri/".length())));
      assertThat(named.header("Content-Type")).as(path).isEqualTo("image/png");
      assertThat(named.bytes()).isEqualTo(FILE);
    }
  }

  @Test
  void aName_canNotAddHeaders() {
    Answer answer = web.get(WebPort.path(cap) + "?save=true&filename=x%0d%0aSet-Cookie:%20a=b.txt");

    assertThat(answer.header("Set-Cookie")).isEmpty();
  }

  @Test
  void severalRanges_giveTheFirst() {
    Answer answer = web.read(cap, "Range", "bytes=10-19,30-39");

    assertThat(answer.status()).isEqualTo(206);
    assertThat(answer.header("Content-Range")).isEqualTo("bytes 10-19/1000");
    assertThat(answer.bytes()).isEqualTo(java.util.Arrays.copyOfRange(FILE, 10, 20));
  }

  @Test
  void getUri_leadsToTheFile() {
    Answer answer = web.get("/uri?uri=" + WebPort.path(cap).substring("/uri/".length()));

    assertThat(answer.status()).isEqualTo(302);
    assertThat(web.get(answer.header("Location")).bytes()).isEqualTo(FILE);
  }

  @Test
  void aForm_storesItsFile_andLeadsOn() {
    String form =
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\nshort\r\n--b--\r\n";
    Answer answer =
        web.send(
            "POST",
            "/uri?t=upload&when_done=%2Fdone%3Fcap%3D%25(uri)s",
            form.getBytes(StandardCharsets.US_ASCII),
            "Content-Type",
            "multipart/form-data; boundary=b");

    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("Location")).startsWith("/done?cap=URI%3ALIT%3A");
  }

  @Test
  void theWelcomePage_tellsOfEveryServer_toPeopleAndToPrograms() {
    Answer page = web.get("/", "Accept", "text/html");
    Answer json = web.get("/?t=json");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text()).contains("<form", "truckee/test");
    assertThat(json.text()).contains("\"introducers\"", "\"Connected\"", "\"version\"");
    grid.servers()
        .forEach(
            server -> {
              assertThat(page.text()).contains(server.name().substring(0, 7));
              assertThat(json.text()).contains(server.announcement().serverId());
            });
  }

  @Test
  void whatThereIsNot_isA404InPlainWords() {
    Answer answer = web.get("/nothing");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text()).isEqualTo("There is no such page here.\n");
    assertThat(web.send("DELETE", "/", new byte[0]).status()).isEqualTo(405);
  }

  @Test
  void stdJson_saysWhatIsKnownOfAFile() {
    assertThat(web.get(WebPort.path(cap) + "?t=json").text())
        .contains("\"filenode\"", "\"size\": 1000", cap, "URI:CHK-Verifier:");
    assertThat(web.get(WebPort.path(cap) + "?t=info", "Accept", "text/html").text())
        .contains("1000");
  }
}
