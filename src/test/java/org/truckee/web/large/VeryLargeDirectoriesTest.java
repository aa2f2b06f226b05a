package org.truckee.web.large;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.http.WebPort;
import org.truckee.web.writing.ChildLists;

/** As many names as can be written: more than a file in memory, or one step, may have. */
@Tag("slow")
class VeryLargeDirectoriesTest {
  private static final GatewaySettings SETTINGS = GatewaySettings.encoding(1, 1, 1);
  private static final int MANY = 190_000;

  private static TestGrid grid;
  private static WebPort web;

  @BeforeAll
  static void start(@TempDir Path directory) {
    grid = TestGrid.start(directory.resolve("grid"), 2, SETTINGS);
    web = grid.gateway(SETTINGS).web();
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  /** Names of 201 letters, with something noted about each. */
  private static byte[] list(int children) {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    String letters = "n".repeat(195);
    String rest =
        "%s\": [\"filenode\", {\"ro_uri\": \"URI:LIT:pa\", \"metadata\": {\"note\": \"%s\"}}]"
            .formatted(letters, "m".repeat(100));
    for (int i = 0; i < children; i++)
      json.writeBytes(((i == 0 ? "{\"" : ",\"") + "%06d".formatted(i) + rest).getBytes(UTF_8));
    json.write('}');
    return json.toByteArray();
  }

  private static String name(int number) {
    return "%06d".formatted(number) + "n".repeat(195);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mkdir-immutable", "mkdir-with-children"})
  void moreThanSixtyFourMegabytesOfNames_areStored_found_andCounted(String t) {
    WebPort.Answer made =
        web.send("POST", "/uri?t=" + t, list(MANY), "Content-Type", "application/json");

    assertThat(made.status()).as(made.text()).isEqualTo(200);
    String path = WebPort.path(made.text().strip());
    assertThat(web.get(path + "/" + name(MANY - 1)).status()).isEqualTo(200);
    assertThat(web.get(path + "/none").status()).isEqualTo(404);
    assertThat(web.get(path + "/?t=json").text()).contains(name(0)).contains(name(MANY - 1));
    if (t.equals("mkdir-with-children")) {
      assertThat(made.text()).startsWith("URI:DIR2-MDMF:");
      assertThat(web.send("PUT", path + "/new", "x".getBytes(UTF_8)).status()).isEqualTo(201);
      assertThat(web.get(path + "/new").text()).isEqualTo("x");
    }
  }

  @Test
  void aListThatIsTooLong_isRefusedInWords() {
    byte[] list = new byte[ChildLists.MAX_BYTES + 1];

    WebPort.Answer answer = web.send("POST", "/uri?t=mkdir-immutable", list);

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.text()).contains("134217728 bytes");
  }

  @Test
  void aDirectoryOfOneSegment_saysHowManyItHolds_andWhichHasNoBound() {
    String path =
        WebPort.path(web.send("POST", "/uri?t=mkdir&format=sdmf", new byte[0]).text().strip());
    assertThat(web.send("POST", "/uri?t=mkdir-with-children&format=sdmf", list(MANY)).text())
        .contains("67108864", "format=mdmf");
    assertThat(web.send("POST", path + "?t=set_children", list(MANY)).status()).isEqualTo(413);
    assertThat(web.get(path + "/?t=json").text()).doesNotContain(name(0));
  }
}
