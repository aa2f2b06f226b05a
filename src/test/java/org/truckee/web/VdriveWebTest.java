package org.truckee.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.cap.Capability;
import org.truckee.cap.VdriveWriteCap;
import org.truckee.testing.GatewaySettings;
import org.truckee.testing.TestGrid;
import org.truckee.testing.TestVdrive;
import org.truckee.testing.WebPort;

/** The drives of a whole grid with a vdrive server, over the web port. */
class VdriveWebTest {
  private static final GatewaySettings SETTINGS = GatewaySettings.encoding(2, 3, 4);
  private static final byte[] FILE =
      "a file that is too long for its capability to hold it, and so is kept in shares"
          .getBytes(StandardCharsets.UTF_8);

  private static TestVdrive vdrive;
  private static TestGrid grid;
  private static VdriveWriteCap root;

  @BeforeAll
  static void start(@TempDir Path directory) {
    vdrive = TestVdrive.start(directory);
    grid = TestGrid.start(directory.resolve("grid"), 4, SETTINGS);
    root = vdrive.makeRoot();
  }

  @AfterAll
  static void stop() {
    grid.close();
    vdrive.close();
  }

  /** The web port of a gateway to which {@code announced} is announced as the global root. */
  private static WebPort gateway(Capability announced) {
    return grid.gateway(SETTINGS.vdrive(vdrive, announced)).web();
  }

  @Test
  void filesInTheGlobalDrive_areThereForEverybody() {
    WebPort mine = gateway(root);
    WebPort yours = gateway(root);

    assertThat(mine.send("POST", "/vdrive/global/Documents?t=mkdir", new byte[0]).status())
        .isEqualTo(200);
    assertThat(mine.send("PUT", "/vdrive/global/Documents/README.md", FILE).status())
        .isEqualTo(201);
    assertThat(yours.get("/vdrive/global/Documents/README.md").bytes()).isEqualTo(FILE);
    assertThat(yours.send("DELETE", "/vdrive/global/Documents/README.md", new byte[0]).status())
        .isEqualTo(200);
    assertThat(mine.get("/vdrive/global/Documents/README.md").status()).isEqualTo(404);
  }

  @Test
  void thePrivateDrive_isEachGatewaysOwn() {
    WebPort mine = gateway(root);
    WebPort yours = gateway(root);

    assertThat(mine.send("PUT", "/vdrive/private/a/b/notes.txt", FILE).status()).isEqualTo(201);
    assertThat(mine.get("/vdrive/private/a/b/notes.txt").bytes()).isEqualTo(FILE);
    assertThat(yours.get("/vdrive/private/a/b/notes.txt").status()).isEqualTo(404);
  }

  @Test
  void aGlobalRootThatIsReadOnly_isReadAndNotChanged() {
    WebPort owner = gateway(root);
    WebPort guest = gateway(root.toReadCap());
    owner.send("PUT", "/vdrive/global/welcome.txt", FILE);

    assertThat(guest.get("/vdrive/global/welcome.txt").bytes()).isEqualTo(FILE);
    assertThat(guest.send("PUT", "/vdrive/global/mine.txt", FILE).status()).isEqualTo(403);
    assertThat(guest.send("DELETE", "/vdrive/global/welcome.txt", new byte[0]).status())
        .isEqualTo(403);
    assertThat(guest.get("/vdrive/global/?t=json").text()).doesNotContain("URI:DIR:");
  }

  @Test
  void theFirstPage_saysWhetherTheVdriveServerAnswers() throws IOException {
    WebPort web = gateway(root);
    web.get("/vdrive/global/?t=json");

    assertThat(server(web).path("connection_status").asText()).isEqualTo("Connected");
    assertThat(server(web).path("last_received_data").asLong())
        .isEqualTo(grid.clock().instant().getEpochSecond());
    assertThat(page(web)).contains("Vdrive servers").doesNotContain("does not answer");
    vdrive.stop();
    try {
      web.get("/vdrive/global/?t=json");
      assertThat(server(web).path("connection_status").asText()).isEqualTo("Not connected");
      assertThat(page(web)).contains("does not answer");
    } finally {
      vdrive.start();
    }
  }

  private static JsonNode server(WebPort web) throws IOException {
    return new ObjectMapper().readTree(web.get("/?t=json").text()).path("vdrive_servers").path(0);
  }

  private static String page(WebPort web) {
    return web.get("/", "Accept", "text/html").text();
  }

  @Test
  void whileTheVdriveServerIsGone_filesCanBeReadByTheirCapabilities() {
    WebPort web = gateway(root);
    String file = web.send("PUT", "/vdrive/global/kept.txt", FILE).text().strip();
    vdrive.stop();
    try {
      assertThat(web.read(file).bytes()).isEqualTo(FILE);
      WebPort.Answer answer = web.get("/vdrive/global/kept.txt");
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.text()).contains("vdrive").doesNotContain("URI:");
    } finally {
      vdrive.start();
    }
    assertThat(web.get("/vdrive/global/kept.txt").bytes()).isEqualTo(FILE);
  }
}
