package org.truckee.web.damage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.testing.Waiting;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.http.WebPort;
import org.truckee.web.guard.WebSettings;

/** A directory whose shares are gone hides nothing of the tree that it is in. */
class LostDirectoriesTest {
  private static final byte[] NOTHING = {};
  private static final String LOST =
      "URI:DIR2:kl6thbf353xluo54pekuh75hk4:4v2wg6sgibvdsbi62bgiuf6q4cq5xpanpavmnkobrkn4udiye7sa";

  @TempDir private static Path directory;
  private static Path local;
  private static TestGrid grid;
  private static WebPort web;
  private static String tree;

  @BeforeAll
  static void start() throws IOException {
    local = Files.createDirectory(directory.resolve("local")).toRealPath();
    WebSettings settings =
        WebSettings.usual("gateway", "truckee/test").withLocalFolders(List.of(local));
    grid =
        TestGrid.start(
            directory.resolve("grid"), 1, GatewaySettings.encoding(1, 1, 1).web(settings));
    web = grid.web();
    tree = WebPort.path(web.send("POST", "/uri?t=mkdir", NOTHING).text().strip());
    for (String file : List.of("/a/f", "/c/f"))
      web.send("PUT", tree + file, "small".getBytes(UTF_8));
    web.send("PUT", tree + "/b?t=uri", LOST.getBytes(UTF_8));
    web.send("PUT", tree + "/c/b?t=uri", LOST.replace("7sa", "7sq").getBytes(UTF_8));
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"stream-manifest", "stream-deep-check"})
  void aStreamedWalk_namesItAndGoesOn(String walk) throws IOException {
    List<String> lines = web.send("POST", tree + "?t=" + walk, NOTHING).text().lines().toList();

    assertThat(lines).anyMatch(line -> line.contains("[\"c\", \"f\"]"));
    List<String> errors = lines.stream().filter(line -> line.startsWith("ERROR:")).toList();
    assertThat(errors).hasSize(2).first().asString().startsWith("ERROR: b: Unrecoverable");
    assertThat(lines).endsWith(errors.toArray(String[]::new));
    JsonNode stats = new ObjectMapper().readTree(lines.get(lines.size() - 3));
    assertThat(stats.at("/stats/count-directories").asInt()).isEqualTo(5);
    JsonNode error =
        new ObjectMapper()
            .readTree(
                lines.stream()
                    .filter(line -> line.contains("\"error\""))
                    .findFirst()
                    .orElseThrow());
    assertThat(error.get("type").asText()).isEqualTo("error");
    assertThat(error.get("path").get(0).asText()).isEqualTo("b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"start-manifest", "start-deep-check", "start-deep-stats", "start-deep-size"})
  void anOperation_namesItAndGoesOn(String walk) throws IOException {
    web.send("POST", tree + "?t=" + walk + "&ophandle=" + walk, NOTHING);
    String handle = "/operations/" + walk + "?output=json";
    Waiting.untilTrue(() -> web.get(handle).text().contains("\"finished\": true"));

    JsonNode found = new ObjectMapper().readTree(web.get(handle).text());
    assertThat(found.get("count-errors").asInt()).isEqualTo(2);
    assertThat(found.at("/errors/0/path/0").asText()).isEqualTo("b");
    assertThat(found.at("/errors/0/error").asText()).startsWith("Unrecoverable");
    assertThat(web.get("/operations/" + walk + "?output=html").text()).contains("b: Unrec");
  }

  @Test
  void theManifestPage_namesItAndGoesOn() {
    String page = web.get(tree + "/?t=manifest", "Accept", "text/html").text();

    assertThat(page).contains("c/f").contains("2 things could not be read").contains("b: Unrec");
  }

  @Test
  void aDownloadToAFolder_leavesItOutAndNamesIt() {
    Path target = local.resolve("down");

    WebPort.Answer answer = web.get(tree + "?t=download&localdir=" + target);

    assertThat(answer.status()).isEqualTo(410);
    assertThat(answer.text()).contains("all else was downloaded").contains("c/b: ");
    assertThat(target.resolve("a/f")).hasContent("small");
    assertThat(target.resolve("c/f")).hasContent("small");
  }

  @Test
  void anUploadOfAFolder_leavesOutWhatCantBeNamed() throws IOException {
    String into = WebPort.path(web.send("POST", "/uri?t=mkdir", NOTHING).text().strip());
    Path source = Files.createDirectory(local.resolve("up"));
    for (String name : List.of("caf\u00e9", "cafe\u0301", "other"))
      Files.writeString(source.resolve(name), name);

    WebPort.Answer answer = web.send("PUT", into + "/up?t=upload&localdir=" + source, NOTHING);

    assertThat(answer.status()).isEqualTo(410);
    assertThat(answer.text()).contains("all else was uploaded").contains("the same in a directory");
    assertThat(web.get(into + "/up/other").text()).isEqualTo("other");
    assertThat(web.get(into + "/up/caf%C3%A9").status()).isEqualTo(200);
  }

  @Test
  void aLostRoot_isAFailure() {
    assertThat(web.send("POST", WebPort.path(LOST) + "?t=stream-manifest", NOTHING).text())
        .contains("ERROR: Unrecoverable")
        .doesNotContain("stats");
  }
}
