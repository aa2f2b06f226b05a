package org.truckee.web.large;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.testing.Waiting;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestVdrive;
import org.truckee.testing.http.WebPort;
import org.truckee.web.place.OffEventLoop;

/** Long lists of children are taken apart by workers, where nobody waits for anything else. */
class LongListsTest {
  private static final GatewaySettings SETTINGS = GatewaySettings.encoding(1, 1, 1);

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

  private static byte[] list(int children) {
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < children; i++)
      json.append(i == 0 ? "" : ",")
          .append("\"child %d\": [\"filenode\", {\"ro_uri\": \"URI:LIT:pa\"}]".formatted(i));
    return json.append("}").toString().getBytes(UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mkdir-immutable", "mkdir-with-children"})
  void aDirectoryMadeOfALongList(String t) {
    WebPort.Answer made =
        web.send("POST", "/uri?t=" + t, list(5000), "Content-Type", "application/json");

    assertThat(made.status()).isEqualTo(200);
    assertThat(web.get(WebPort.path(made.text().strip()) + "/child%204999").status())
        .isEqualTo(200);
  }

  @Test
  void aVdriveDirectoryThatIsGivenALongList() {
    String path = WebPort.path(vdrive.makeRoot().toUri());

    assertThat(web.send("POST", path + "?t=set_children", list(2000)).status()).isEqualTo(200);
    assertThat(web.get(path + "/child%201999").status()).isEqualTo(200);

    web.send("POST", path + "?t=start-manifest&ophandle=long", new byte[0]);
    Waiting.untilTrue(() -> web.get("/operations/long?output=json").text().contains("child 1999"));
  }

  @Test
  void aVdriveDirectory_isMadeInAsManyStepsAsItTakes() {
    String root = WebPort.path(vdrive.makeRoot().toUri());
    WebPort.Answer made = web.send("POST", root + "/new?t=mkdir-with-children", list(2500));

    assertThat(made.status()).as(made.text()).isEqualTo(200);
    assertThat(made.text()).startsWith("URI:DIR:");
    String path = WebPort.path(made.text().strip());
    assertThat(web.get(path + "/child%200").status()).isEqualTo(200);
    assertThat(web.get(path + "/child%202499").status()).isEqualTo(200);
  }

  @Test
  void theRule_isCheckedWhereOthersWait() {
    assertThat(OffEventLoop.check(1 << 20)).as("on no event loop").isTrue();
    assertThat(grid.run(() -> Future.succeededFuture(OffEventLoop.check(1 << 20))))
        .as("on an event loop")
        .isFalse();
  }
}
