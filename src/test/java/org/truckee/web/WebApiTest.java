package org.truckee.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.DirectoryWriteCap;
import org.truckee.cap.MutableFormat;
import org.truckee.cap.MutableWriteCap;
import org.truckee.cap.VdriveWriteCap;
import org.truckee.mutable.FileKeyPair;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestVdrive;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.known.TestKeys;
import org.truckee.web.guard.OwnerRights;
import org.truckee.web.guard.WebSettings;

/** The parts of the web API that the recorded exchanges do not show. */
class WebApiTest {
  @TempDir static Path directory;
  private static Path local;
  private static TestVdrive vdrive;
  private static VdriveWriteCap root;
  private static TestGrid grid;

  @BeforeAll
  static void start() throws IOException {
    local = Files.createDirectory(directory.resolve("local")).toRealPath();
    vdrive = TestVdrive.start(directory);
    root = vdrive.makeRoot();
    grid = TestGrid.start(directory.resolve("grid"), 1, settings().web(settings(true, "")));
  }

  private static GatewaySettings settings() {
    return GatewaySettings.encoding(1, 1, 1).vdrive(vdrive, root);
  }

  private static WebSettings settings(boolean loopback, String secret) {
    Optional<Secret> known =
        secret.isEmpty() ? Optional.empty() : Optional.of(new Secret(Bytes.utf8(secret)));
    return WebSettings.usual("gateway", "truckee/test")
        .withOwner(new OwnerRights(loopback, known, known, List.of(local)));
  }

  @AfterAll
  static void stop() {
    grid.close();
    vdrive.close();
  }

  private static WebPort.Answer send(String method, String path, String body, String... headers) {
    return grid.web().send(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  private static WebPort.Answer get(String path) {
    return send("GET", path, "");
  }

  private static WebPort.Answer post(String path, FormBody form) {
    return grid.web().send("POST", path, form.bytes(), "Content-Type", FormBody.TYPE);
  }

  private static String mkdir() {
    return WebPort.path(send("POST", "/uri?t=mkdir", "").text());
  }

  @Test
  void aFieldAfterTheFile_counts() {
    String dir = mkdir();
    post(dir, new FormBody().file("x", "contents").field("t", "upload").field("name", "after.txt"));

    assertThat(get(dir + "/after.txt").text()).isEqualTo("contents");
  }

  @Test
  void allFilesOfAForm_areLinkedUnderTheirNames() {
    String dir = mkdir();
    post(dir, new FormBody().field("t", "upload").file("1.txt", "one").file("2.txt", "two"));

    assertThat(get(dir + "/1.txt").text()).isEqualTo("one");
    assertThat(get(dir + "/2.txt").text()).isEqualTo("two");
  }

  @Test
  void aFormThatBreaksOff_changesNothing() {
    String dir = mkdir();
    String half =
        "--boogabooga\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\nhalf";

    assertThat(send("POST", dir + "?t=upload", half, "Content-Type", FormBody.TYPE).status())
        .isEqualTo(400);
    assertThat(get(dir + "?t=json").text()).contains("\"children\": {}");
  }

  @Test
  void aFormMustNotSendItsUserToAnotherSite() {
    String dir = mkdir();
    for (String elsewhere :
        List.of("http://evil.example/", "//evil.example/", "javascript:x", "\\\\evil"))
      assertThat(
              post(
                      dir,
                      new FormBody()
                          .field("t", "mkdir")
                          .field("name", "x")
                          .field("when_done", elsewhere))
                  .status())
          .isEqualTo(400);
    assertThat(get(dir + "?t=json").text()).contains("\"children\": {}");
  }

  @Test
  void aNameMayHoldWhateverTextThereIs() {
    String dir = mkdir();
    String path = dir + "/%E2%82%AC%20%2B%26%3F%23%25%22";
    assertThat(send("PUT", path, "contents").status()).isEqualTo(201);

    assertThat(get(path).text()).isEqualTo("contents");
    assertThat(get(dir + "?t=json").text()).contains("\"\\u20ac +&?#%\\\"\"");
  }

  @Test
  void aPathThatIsNoText_isRefused() {
    assertThat(get(mkdir() + "/%FF").status()).isEqualTo(400);
    assertThat(get(mkdir() + "//x").status()).isEqualTo(400);
  }

  @Test
  void metadataIsKeptDigitByDigit() {
    String dir = mkdir();
    String child =
        "{\"a\": [\"filenode\", {\"ro_uri\": \"URI:LIT:me\", \"metadata\": {\"t\": 1202777696.70, \"n\": [1, null, true]}}]}";
    assertThat(send("POST", dir + "?t=set_children", child).text()).isEqualTo("Okay so I did it.");

    assertThat(get(dir + "/a?t=json").text()).contains("\"t\": 1202777696.70,", "null");
  }

  @Test
  void aPrivateKey_makesTheFileOrDirectoryThatItStandsFor() {
    FileKeyPair keys = TestKeys.next().result();
    String key =
        "private-key=" + Base64.getUrlEncoder().encodeToString(keys.pkcs8().bytes().toArray());
    MutableWriteCap cap = keys.writeCap(MutableFormat.MDMF);

    assertThat(send("PUT", "/uri?format=mdmf&" + key, "contents").text()).isEqualTo(cap.toUri());
    FileKeyPair others = TestKeys.next().result();
    String other =
        "private-key=" + Base64.getUrlEncoder().encodeToString(others.pkcs8().bytes().toArray());
    assertThat(send("POST", "/uri?t=mkdir&" + other, "").text())
        .isEqualTo(new DirectoryWriteCap(others.writeCap(MutableFormat.SDMF)).toUri());
    assertThat(send("PUT", "/uri?format=sdmf&private-key=AAAA", "x").status()).isEqualTo(400);
  }

  @Test
  void thePrivateDrive_opensOnLoopbackOrWithItsSecret() {
    assertThat(get("/vdrive/private/?t=uri").status()).isEqualTo(200);
    WebPort open = grid.gateway(settings().web(settings(false, ""))).web();
    assertThat(open.get("/vdrive/private/?t=uri").status()).isEqualTo(403);
    assertThat(open.get("/vdrive/global/?t=uri").status()).isEqualTo(200);

    WebPort locked = grid.gateway(settings().web(settings(false, "sesame"))).web();
    assertThat(locked.get("/vdrive/private/?t=uri").status()).isEqualTo(401);
    assertThat(locked.get("/vdrive/%70rivate/?t=uri").status()).isEqualTo(401);
    assertThat(locked.get("/vdrive/private/?t=uri", "Authorization", basic("wrong")).status())
        .isEqualTo(401);
    assertThat(locked.get("/vdrive/private/?t=uri", "Authorization", basic("sesame")).status())
        .isEqualTo(200);
  }

  private static String basic(String secret) {
    return "Basic "
        + Base64.getEncoder().encodeToString(("me:" + secret).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whatIsPrivate_needsTheToken() {
    WebPort port = grid.gateway(settings().web(settings(true, "token"))).web();
    assertThat(port.get("/private/logs/v1").status()).isEqualTo(401);
    assertThat(port.get("/private/nothing", "Authorization", "tahoe-lafs token").status())
        .isEqualTo(404);
  }

  @Test
  void localFiles_areNeitherReadNorWrittenThroughLinks() throws IOException {
    Path outside = Files.writeString(directory.resolve("outside.txt"), "secret");
    Files.createSymbolicLink(local.resolve("link.txt"), outside);
    Files.createSymbolicLink(local.resolve("up"), directory);
    String dir = mkdir();

    for (String path : List.of("link.txt", "up/outside.txt", "../outside.txt")) {
      assertThat(send("PUT", dir + "/x?t=upload&localfile=" + local.resolve(path), "").status())
          .isEqualTo(403);
      assertThat(
              get(WebPort.path("URI:LIT:me") + "?t=download&localfile=" + local.resolve(path))
                  .status())
          .isEqualTo(403);
    }
    assertThat(outside).hasContent("secret");
    send("PUT", dir + "/all?t=upload&localdir=" + local, "");
    assertThat(get(dir + "/all?t=json").text()).doesNotContain("link.txt", "\"up\"");
  }

  /** Every request here fails or is odd, and every one names a capability. */
  @Test
  void noCapabilityIsLogged() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level level = root.getLevel();
    root.setLevel(Level.DEBUG);
    root.addAppender(log);
    try {
      String secret = "b".repeat(25) + "a";
      for (String cap : List.of("URI:SSK:", "URI:DIR2:", "URI:CHK:", "URI:DIR2-RO:", "URI:X:")) {
        String path =
            WebPort.path(
                cap + secret + ":" + "a".repeat(52) + (cap.contains("CHK") ? ":1:1:99" : ""));
        for (String method : List.of("GET", "PUT", "POST", "DELETE")) {
          String body = send(method, path + "/name", "{").text() + send(method, path, "{").text();
          assertThat(body).doesNotContain(secret);
        }
        get(path + "?t=json");
        send("POST", path + "?t=stream-manifest", "");
        send("POST", path + "?t=start-manifest&ophandle=log", "");
        get("/operations/log");
      }
      for (String told : List.of("json", "openmetrics"))
        assertThat(get("/statistics?t=" + told).text()).doesNotContain(secret, "URI:");
      assertThat(log.list.stream().map(WebApiTest::text)).noneMatch(text -> text.contains(secret));
    } finally {
      root.detachAppender(log);
      root.setLevel(level);
    }
  }

  private static String text(ILoggingEvent event) {
    return event.getFormattedMessage()
        + (event.getThrowableProxy() == null ? "" : event.getThrowableProxy().getMessage());
  }
}
