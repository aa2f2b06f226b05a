package org.truckee.web.damage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.cap.Capability;
import org.truckee.cap.VdriveWriteCap;
import org.truckee.testing.faults.DamagedDirectories;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestVdrive;
import org.truckee.testing.http.WebPort;

/** Directories into which somebody wrote what is no entry, over the web port. */
class DamagedDirectoriesTest {
  private static final GatewaySettings SETTINGS = GatewaySettings.encoding(1, 1, 1);
  private static final byte[] NOTHING = {};

  private static TestVdrive vdrive;
  private static TestGrid grid;
  private static WebPort web;

  @BeforeAll
  static void start(@TempDir Path directory) {
    vdrive = TestVdrive.start(directory);
    grid = TestGrid.start(directory.resolve("grid"), 1, SETTINGS);
    web = grid.gateway(SETTINGS.vdrive(vdrive, vdrive.makeRoot())).web();
  }

  @AfterAll
  static void stop() {
    grid.close();
    vdrive.close();
  }

  private static JsonNode list(String directory) throws IOException {
    WebPort.Answer answer = web.get(WebPort.path(directory) + "?t=json");
    assertThat(answer.status()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.text()).get(1).get("children");
  }

  private static List<String> names(JsonNode children) {
    return StreamSupport.stream(((Iterable<String>) children::fieldNames).spliterator(), false)
        .toList();
  }

  private static List<String> lost(JsonNode children) {
    return names(children).stream()
        .filter(name -> children.get(name).get(1).has("damaged"))
        .filter(name -> children.get(name).get(0).asText().equals("unknown"))
        .toList();
  }

  @Test
  void damagedEntries_areListedInEveryForm() throws IOException {
    for (String directory :
        List.of(
            DamagedDirectories.on(vdrive),
            DamagedDirectories.mutable(web),
            DamagedDirectories.immutable(web))) {
      JsonNode children = list(directory);
      assertThat(names(children))
          .contains("sound", "half", "noted", "broken", "cap", "..", "", "a/b");
      assertThat(lost(children)).hasSize(3);
      assertThat(children.at("/noted/1/metadata/x").isNull()).isTrue();

      String page = web.get(WebPort.path(directory) + "/", "Accept", "text/html").text();
      assertThat(page).contains("sound").contains("damaged").contains("damaged-entry-");
      String manifest =
          web.get(WebPort.path(directory) + "/?t=manifest", "Accept", "text/html").text();
      assertThat(manifest).contains("sound").contains("damaged-entry-");
      for (String walk : List.of("stream-manifest", "stream-deep-check")) {
        String lines = web.send("POST", WebPort.path(directory) + "?t=" + walk, NOTHING).text();
        assertThat(lines).contains("sound").contains("\"type\": \"stats\"");
      }
    }
  }

  @Test
  void damagedEntries_areReplacedAndRemoved() throws IOException {
    for (String directory :
        List.of(DamagedDirectories.on(vdrive), DamagedDirectories.mutable(web))) {
      String path = WebPort.path(directory);
      assertThat(web.send("PUT", path + "/half", NOTHING).status()).isIn(200, 201);
      assertThat(list(directory).at("/half/0").asText()).isEqualTo("filenode");
      for (String name : names(list(directory))) {
        String unlink = path + "?t=unlink&name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
        assertThat(web.send("POST", unlink, NOTHING).status()).as(name).isEqualTo(200);
      }
      assertThat(list(directory)).isEmpty();
    }
  }

  @Test
  void aDamagedEntry_isTheFaultOfWhoeverStoredIt() {
    for (String directory : List.of(DamagedDirectories.on(vdrive), DamagedDirectories.mutable(web)))
      assertThat(Set.of(500, 400))
          .doesNotContain(web.get(WebPort.path(directory) + "/half").status());
    assertThat(Capability.parse(DamagedDirectories.on(vdrive))).isInstanceOf(VdriveWriteCap.class);
  }
}
