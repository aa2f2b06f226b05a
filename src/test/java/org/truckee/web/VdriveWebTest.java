package org.truckee.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.cap.Capability;
import org.truckee.cap.VdriveWriteCap;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestVdrive;
import org.truckee.testing.http.WebPort;

/** The drives of a whole grid with a vdrive server, over the web port. */
class VdriveWebTest {
  private static final GatewaySettings SETTINGS = GatewaySettings.encoding(2, 3, 4);
  private static final byte[] FILE =
      "a file that is too long for its capability to hold it, and so is kept in shares"
          .getBytes(StandardCharsets.UTF_8);

  private static TestVdrive vdrive;
  private static TestGrid grid;
  private static VdriveWriteCap root;
  private static WebPort web;
  private static VdriveWriteCap tree;

  @BeforeAll
  static void start(@TempDir Path directory) {
    vdrive = TestVdrive.start(directory);
    grid = TestGrid.start(directory.resolve("grid"), 4, SETTINGS);
    root = vdrive.makeRoot();
    web = gateway(root);
    makeTree();
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

  @ParameterizedTest
  @CsvSource({
    "PUT, /new.txt, contents",
    "PUT, /there.txt, contents",
    "PUT, /sub/new.txt, contents",
    "PUT, /new?t=mkdir, ''",
    "PUT, /new?t=uri, URI:LIT:me",
    "POST, ?t=mkdir&name=new, ''",
    "POST, /new?t=mkdir, ''",
    "POST, ?t=uri&name=new&uri=URI:LIT:me, ''",
    "POST, ?t=delete&name=there.txt, ''",
    "POST, ?t=unlink&name=there.txt, ''",
    "POST, ?t=rename&from_name=there.txt&to_name=new, ''",
    "POST, ?t=relink&from_name=there.txt&to_dir=WRITABLE, ''",
    "POST, ?t=set_children, '{\"new\": [\"filenode\", {\"ro_uri\": \"URI:LIT:me\"}]}'",
    "DELETE, /there.txt, ''",
    "DELETE, /sub, ''",
  })
  void whoMayOnlyRead_changesNothingByAnyRequest(String method, String rest, String body) {
    String before = web.get(WebPort.path(tree.toUri()) + "?t=json").text();
    String readable = WebPort.path(tree.toReadCap().toUri());
    String to = URLEncoder.encode(vdrive.makeRoot().toUri(), StandardCharsets.UTF_8);

    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    WebPort.Answer answer = web.send(method, readable + rest.replace("WRITABLE", to), bytes);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(web.get(WebPort.path(tree.toUri()) + "?t=json").text()).isEqualTo(before);
  }

  /** Makes the directory that others may only read, with {@code there.txt} and {@code sub}. */
  private static void makeTree() {
    tree = vdrive.makeRoot();
    web.send("PUT", WebPort.path(tree.toUri()) + "/there.txt", FILE);
    web.send("PUT", WebPort.path(tree.toUri()) + "/sub/inner.txt", FILE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?t=json",
        "",
        "?t=info",
        "?t=manifest",
        "?t=uri",
        "/sub",
        "/sub?t=json",
        "/sub?t=uri",
        "/sub?t=info",
        "?t=rename-form&name=sub",
        "/there.txt?t=info",
        "/there.txt?t=json"
      })
  void whoMayOnlyRead_isToldNoWriteCapability(String rest) {
    WebPort.Answer answer = web.get(WebPort.path(tree.toReadCap().toUri()) + rest);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).doesNotContain("URI:DIR:", "URI%3ADIR%3A", "rw_uri");
  }

  @Test
  void ofTwoWhoMakeTheSameName_oneIsTold() {
    List<WebPort> gateways = List.of(gateway(root), gateway(root), gateway(root), gateway(root));

    List<WebPort.Answer> answers =
        gateways.parallelStream()
            .map(
                web ->
                    web.send(
                        "PUT",
                        "/vdrive/global/contested?t=uri&replace=false",
                        "URI:LIT:me".getBytes(StandardCharsets.UTF_8)))
            .toList();

    assertThat(answers).extracting(WebPort.Answer::status).containsOnlyOnce(200).contains(409);
    assertThat(answers)
        .filteredOn(answer -> answer.status() == 409)
        .hasSize(3)
        .allSatisfy(answer -> assertThat(answer.text()).contains("already a child by that name"));
  }

  @Test
  void theFirstPage_saysWhetherTheVdriveServerAnswers() throws IOException {
    web.get("/vdrive/global/?t=json");

    assertThat(server().path("connection_status").asText()).isEqualTo("Connected");
    assertThat(server().path("last_received_data").asLong())
        .isEqualTo(grid.clock().instant().getEpochSecond());
    assertThat(page()).contains("Drive servers").doesNotContain("does not answer");
    vdrive.stop();
    try {
      web.get("/vdrive/global/?t=json");
      assertThat(server().path("connection_status").asText()).isEqualTo("Not connected");
      assertThat(page()).contains("does not answer");
    } finally {
      vdrive.start();
    }
  }

  private static JsonNode server() throws IOException {
    return new ObjectMapper().readTree(web.get("/?t=json").text()).path("vdrive_servers").path(0);
  }

  private static String page() {
    return web.get("/", "Accept", "text/html").text();
  }

  @Test
  void whileTheVdriveServerIsGone_filesCanBeReadByTheirCapabilities() {
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
