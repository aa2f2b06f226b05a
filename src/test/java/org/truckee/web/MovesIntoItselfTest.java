package org.truckee.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestVdrive;
import org.truckee.testing.http.WebPort;

/** No move makes what is moved unreachable, in directories of either kind. */
class MovesIntoItselfTest {
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

  static Stream<String> roots() {
    return Stream.of(
        vdrive.makeRoot().toUri(), web.send("POST", "/uri?t=mkdir", NOTHING).text().strip());
  }

  private static int move(String root, String name, String toDirectory, String newName) {
    String query =
        "?t=relink&from_name=%s&to_name=%s&to_dir=%s"
            .formatted(name, newName, URLEncoder.encode(toDirectory, UTF_8));
    return web.send("POST", WebPort.path(root) + query, NOTHING).status();
  }

  private static String cap(String root, String path, String t) {
    return web.get(WebPort.path(root) + "/" + path + "?t=" + t).text().strip();
  }

  @ParameterizedTest
  @MethodSource("roots")
  void aDirectory_isNotMovedIntoItself(String root) {
    web.send("PUT", WebPort.path(root) + "/d/sub/f", NOTHING);
    web.send("PUT", WebPort.path(root) + "/other/f", NOTHING);
    web.send("PUT", WebPort.path(root) + "/d/sub/back?t=uri", root.getBytes(UTF_8));
    web.send("PUT", WebPort.path(root) + "/loop?t=uri", root.getBytes(UTF_8));
    String inner = cap(root, "d/sub", "uri");

    for (String target :
        List.of(
            root + "/d",
            root + "/d/sub",
            root + "/loop/d/sub",
            root + "/loop/loop/d",
            cap(root, "d", "uri"),
            inner,
            cap(root, "d", "uri") + "/sub",
            "http://localhost" + WebPort.path(root) + "/d/sub")) {
      assertThat(move(root, "d", target, "e")).as(target).isEqualTo(409);
      assertThat(web.get(WebPort.path(root) + "/d/sub/f").status()).isEqualTo(200);
      assertThat(web.get(WebPort.path(inner) + "/e?t=json").status()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @MethodSource("roots")
  void anyOtherMove_isMade(String root) {
    web.send("PUT", WebPort.path(root) + "/d/sub/f", NOTHING);
    web.send("PUT", WebPort.path(root) + "/other/f", NOTHING);
    String other = cap(root, "other", "uri");

    assertThat(move(root, "d", root + "/other", "d")).isEqualTo(200);
    assertThat(move(other, "d", other, "e")).isEqualTo(200);
    assertThat(web.get(WebPort.path(root) + "/other/e/sub/f").status()).isEqualTo(200);
    assertThat(move(other, "e", root, "top")).isEqualTo(200);
    assertThat(move(root, "top", other, "deep")).isEqualTo(200);
    assertThat(web.get(WebPort.path(root) + "/other/deep/sub/f").status()).isEqualTo(200);
  }

  @Test
  void aWayThatIsNone_movesNothing() {
    String root = vdrive.makeRoot().toUri();
    web.send("PUT", WebPort.path(root) + "/d/f", NOTHING);

    assertThat(move(root, "d", root + "/missing", "d")).isEqualTo(404);
    assertThat(web.get(WebPort.path(root) + "/d/f").status()).isEqualTo(200);
  }
}
