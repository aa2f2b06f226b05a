package org.truckee.web.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestVdrive;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.http.WebPort.Answer;

/** A gateway that strangers use shows nothing of theirs, and gives away nothing of its owner's. */
class OpenGatewayTest {
  private static final byte[] PAGE =
      ("<html><script>alert(1)</script>" + " ".repeat(100)).getBytes(UTF_8);

  @TempDir static Path directory;
  private static TestVdrive vdrive;
  private static TestGrid grid;
  private static WebPort web;

  @BeforeAll
  static void start() {
    vdrive = TestVdrive.start(directory);
    grid = TestGrid.start(directory.resolve("grid"), 1, settings(Optional.empty()));
    web = grid.web();
  }

  @AfterAll
  static void stop() {
    grid.close();
    vdrive.close();
  }

  private static GatewaySettings settings(Optional<Secret> secret) {
    WebSettings web =
        WebSettings.usual("gateway", "truckee/test")
            .withOwner(new OwnerRights(false, secret, Optional.empty(), List.of()))
            .forStrangers();
    return GatewaySettings.encoding(1, 1, 1).vdrive(vdrive, vdrive.makeRoot()).web(web);
  }

  private static void assertOnlySaved(Answer answer, String name) {
    assertThat(answer.status()).isIn(200, 206);
    assertThat(answer.header("Content-Disposition"))
        .isEqualTo(name.isEmpty() ? "attachment" : "attachment; filename=\"" + name + "\"");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Content-Security-Policy"))
        .startsWith("sandbox; default-src 'none'")
        .doesNotContain("'self'", "unsafe");
    assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"page.html", "picture.png", "noname"})
  void aFile_isSavedAndNeverShown_howeverItIsAskedFor(String name) {
    for (String format : List.of("", "?format=sdmf")) {
      String dir = WebPort.path(web.send("POST", "/uri?t=mkdir", new byte[0]).text());
      String cap = web.send("PUT", dir + "/" + name + format, PAGE).text();

      assertOnlySaved(web.get(dir + "/" + name), name);
      assertOnlySaved(web.get(dir + "/" + name, "Range", "bytes=1-5"), name);
      assertOnlySaved(web.send("HEAD", dir + "/" + name, new byte[0]), name);
      assertOnlySaved(web.get("/file/" + WebPort.path(cap).substring(5) + "/" + name), name);
      assertOnlySaved(web.get(WebPort.path(cap) + "?filename=" + name), name);
      assertOnlySaved(web.get(WebPort.path(cap) + "?save=false&filename=" + name), name);
      assertOnlySaved(web.get(WebPort.path(cap)), "");
    }
  }

  @Test
  void transfersOfOthers_areShownWithoutTheirStorageIndexes() {
    String cap = web.send("PUT", "/uri", PAGE).text();
    String index = TestGrid.storageIndex(cap).toString();
    JsonObject latest =
        new JsonObject(web.get("/status/?t=json").text()).getJsonArray("recent").getJsonObject(0);
    assertThat(latest.getInteger("total-size")).isEqualTo(PAGE.length);
    String page = web.get("/status/up-" + latest.getInteger("number")).text();
    assertThat(page).contains("Shares kept");
    assertThat(latest.encode() + page + web.get("/status/").text()).doesNotContain(index);
  }

  @Test
  void theSharedDrive_isReadByAll_andChangedByNobody() {
    String cap = web.get("/vdrive/global/?t=uri").text();
    assertThat(cap).startsWith("URI:DIR-RO:");
    assertThat(web.get("/vdrive/global/?t=json").text()).doesNotContain("rw_uri", "URI:DIR:");
    for (String path : List.of("/vdrive/global/new", "/vdrive/global/sub/new"))
      assertThat(web.send("PUT", path, PAGE).status()).as(path).isEqualTo(403);
    assertThat(web.send("POST", "/vdrive/global/new?t=mkdir", new byte[0]).status()).isEqualTo(403);
    assertThat(web.send("POST", "/vdrive/global?t=unlink&name=x", new byte[0]).status())
        .isEqualTo(403);
    assertThat(web.get("/vdrive/global/?t=json").text()).contains("\"children\": {}");
  }

  @Test
  void itsOwner_isWhoKnowsTheSecret_andNobodyByWhereTheyAre() {
    for (String path : List.of("/vdrive/private/", "/vdrive/private?t=uri", "/upkeep")) {
      Answer answer = web.get(path);
      assertThat(answer.status()).as(path).isEqualTo(403);
      assertThat(answer.text()).contains("this gateway is public").doesNotContain("URI:");
    }
    assertThat(web.send("POST", "/entrusted?t=care", new byte[0]).status()).isEqualTo(403);
    WebPort locked =
        grid.gateway(settings(Optional.of(new Secret(Bytes.utf8("a long random text"))))).web();
    assertThat(locked.get("/vdrive/private?t=uri").status()).isEqualTo(401);
    String shown = Base64.getEncoder().encodeToString(":a long random text".getBytes(UTF_8));
    assertThat(locked.get("/vdrive/private?t=uri", "Authorization", "Basic " + shown).text())
        .startsWith("URI:DIR:");
  }

  @Test
  void filesOfThisMachine_areOutOfReach() {
    String local = URLEncoder.encode(directory.resolve("x").toString(), UTF_8);
    String dir = WebPort.path(web.send("POST", "/uri?t=mkdir", new byte[0]).text());
    assertThat(web.get(WebPort.path("URI:LIT:me") + "?t=download&localfile=" + local).status())
        .isEqualTo(403);
    assertThat(web.get(dir + "?t=download&localdir=" + local).status()).isEqualTo(403);
    assertThat(web.send("PUT", dir + "/n?t=upload&localfile=" + local, new byte[0]).status())
        .isEqualTo(403);
    assertThat(directory.resolve("x")).doesNotExist();
  }
}
