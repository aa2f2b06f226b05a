package org.truckee.web.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.protocol.AddressPrefix;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestVdrive;
import org.truckee.testing.http.WebPort;

/** The doors to the private drive, to local files and to the node's own pages. */
class OwnersDoorsTest {
  private static final String DRIVE = "/vdrive/private/?t=uri";

  @TempDir static Path directory;
  private static TestVdrive vdrive;
  private static TestGrid grid;
  private static WebPort open;

  @BeforeAll
  static void start() {
    vdrive = TestVdrive.start(directory);
    grid = TestGrid.start(directory, 1, settings(true, ""));
    open = grid.web();
  }

  @AfterAll
  static void stop() {
    grid.close();
    vdrive.close();
  }

  private static GatewaySettings settings(boolean trustsLoopback, String secret) {
    Optional<Secret> known =
        secret.isEmpty() ? Optional.empty() : Optional.of(new Secret(Bytes.utf8(secret)));
    WebSettings web =
        WebSettings.usual("gateway", "truckee/test")
            .withHosts(Set.of("grid.example"))
            .withOwner(new OwnerRights(trustsLoopback, known, known, List.of(directory)));
    return GatewaySettings.encoding(1, 1, 1).vdrive(vdrive, vdrive.makeRoot()).web(web);
  }

  private static String download(String name) {
    return WebPort.path("URI:LIT:me")
        + "?t=download&localfile="
        + URLEncoder.encode(directory.resolve(name).toString(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Forwarded", "X-Forwarded-For", "X-Real-IP", "Via", "CF-Connecting-IP"})
  void whatAProxyPassesOn_opensNothing(String header) {
    WebPort.Answer drive = open.get(DRIVE, header, "203.0.113.9");
    assertThat(drive.status()).isEqualTo(403);
    assertThat(drive.text()).contains("proxy", "gateway.web.secret").doesNotContain("URI:");
    assertThat(open.get(download(header), header, "203.0.113.9").status()).isEqualTo(403);
    assertThat(directory.resolve(header)).doesNotExist();
    assertThat(open.get("/vdrive/global/?t=uri", header, "203.0.113.9").status()).isEqualTo(200);
  }

  @Test
  void aGatewayWithNames_showsWhatIsPrivateOnlyToWhoKnowsItsSecret() {
    WebPort named = grid.gateway(settings(false, "")).web();
    assertThat(named.get(DRIVE).status()).isEqualTo(403);
    assertThat(named.get(DRIVE).text()).contains("gateway.web.hosts", "gateway.web.secret");
    assertThat(named.get(download("named")).status()).isEqualTo(403);

    WebPort locked = grid.gateway(settings(false, "sesame")).web();
    assertThat(locked.get(download("locked")).status()).isEqualTo(401);
    assertThat(locked.get(download("locked"), "Authorization", basic("sesame")).status())
        .isEqualTo(200);
    assertThat(
            locked
                .get(DRIVE, "Authorization", basic("sesame"), "X-Forwarded-For", "203.0.113.9")
                .status())
        .isEqualTo(200);
  }

  @Test
  void guessingASecret_endsAfterAFewTries() {
    WebPort locked = grid.gateway(settings(false, "sesame")).web();
    for (int i = 0; i < 3 * WrongTries.PER_MINUTE; i++)
      assertThat(locked.get(DRIVE).status()).as("who shows none does not guess").isEqualTo(401);
    guess(locked, DRIVE, "Basic ", basic("wrong"));
    guess(locked, "/private/logs/v1", "tahoe-lafs ", "tahoe-lafs wrong");
    assertThat(locked.get(DRIVE, "Authorization", basic("sesame")).status()).isEqualTo(429);
    assertThat(locked.get("/vdrive/global/?t=uri").status()).isEqualTo(200);
  }

  @Test
  void clientsOfABelievedProxy_guessEachForThemselves_andAreNoOwners() {
    Proxies proxies = new Proxies(List.of(AddressPrefix.parse("127.0.0.0/8").orElseThrow()));
    GatewaySettings behind = settings(false, "sesame");
    behind = behind.web(behind.web().withProxies(proxies));
    WebPort locked = grid.gateway(behind).web();

    for (int i = 0; i < WrongTries.PER_MINUTE; i++)
      assertThat(shown(locked, "wrong", "10.9.9." + i + ", 203.0.113.9").status()).isEqualTo(401);
    assertThat(shown(locked, "sesame", "203.0.113.9").status()).isEqualTo(429);
    assertThat(shown(locked, "sesame", "203.0.113.9, 203.0.113.8").status()).isEqualTo(200);
    assertThat(shown(locked, "sesame", "203.0.113.8, 203.0.113.9").status()).isEqualTo(429);

    GatewaySettings loopback = settings(true, "");
    WebPort open = grid.gateway(loopback.web(loopback.web().withProxies(proxies))).web();
    assertThat(open.get(DRIVE, "X-Forwarded-For", "127.0.0.1").status()).isEqualTo(403);
    assertThat(open.get(DRIVE, "X-Forwarded-For", "garbage").status()).isEqualTo(403);
  }

  private static WebPort.Answer shown(WebPort web, String secret, String forwardedFor) {
    return web.get(DRIVE, "Authorization", basic(secret), "X-Forwarded-For", forwardedFor);
  }

  private static void guess(WebPort web, String path, String scheme, String wrong) {
    for (int i = 0; i < WrongTries.PER_MINUTE; i++)
      assertThat(web.get(path, "Authorization", wrong).status()).as(scheme).isEqualTo(401);
    WebPort.Answer late = web.get(path, "Authorization", wrong);
    assertThat(late.status()).isEqualTo(429);
    assertThat(Integer.parseInt(late.header("Retry-After"))).isBetween(1, 61);
  }

  private static String basic(String secret) {
    return "Basic "
        + Base64.getEncoder().encodeToString(("me:" + secret).getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, 200",
    "localhost.:4913, 200",
    "LOCALHOST., 200",
    "127.0.0.1:80, 200",
    "[::1]:80, 200",
    "grid.example, 200",
    "grid.example., 200",
    "evil.example, 403",
    "'evil.example..', 403",
    "'', 400",
    "a b, 400",
    "[, 400",
    "[::1, 400",
    "a:b, 400",
    "a:99999, 400",
    "a@b, 400",
    "'/', 400",
    "'%zz', 400",
    "'a,b', 400"
  })
  void aHost_isOursOrRefusedInWords(String host, int status) {
    String answer = open.speak("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 " + status);
    if (status != 200)
      assertThat(answer.substring(answer.indexOf("\r\n\r\n")).strip()).isNotEmpty();
    if (status == 403) assertThat(answer).contains("gateway.web.hosts");
  }
}
