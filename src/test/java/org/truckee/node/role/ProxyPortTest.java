package org.truckee.node.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.node.DeployedNodes;
import org.truckee.testing.LoggedLines;
import org.truckee.testing.Waiting;
import org.truckee.testing.http.ProxyHeader;
import org.truckee.testing.http.WebPort;

/** The port of a gateway for proxies that tell their clients by the PROXY protocol. */
class ProxyPortTest {
  private static final String CLIENT = "203.0.113.9";
  private static final String FRONTEND = "198.51.100.1";

  @TempDir static Path home;

  private static DeployedNodes nodes;

  @BeforeAll
  static void start() throws IOException {
    nodes = new DeployedNodes(home);
    nodes.deploy("open", gateway("127.0.0.1", ""));
    nodes.deploy("locked", gateway("127.0.0.0/8", ", \"secret\": \"sesame\""));
    nodes.deploy("others", gateway("192.0.2.7", ""));
    nodes.deploy("limited", gateway("127.0.0.1", ", \"limits\": {\"requests_per_minute\": 1}"));
    nodes.deploy("narrow", gateway("127.0.0.1", ", \"maximum_connections_per_address\": 2"));
  }

  @AfterAll
  static void stop() {
    nodes.close();
  }

  private static String gateway(String proxy, String more) {
    return ("{\"admin\": {\"enabled\": false}, \"gateway\": {\"instances\": 2, \"mutable\": {\"keys_ahead\": 0},"
            + " \"web\": {\"port\": 0, \"proxy_port\": 0, \"proxies\": [\"%s\"],"
            + " \"local_folders\": [\"%s\"]%s}}}")
        .formatted(proxy, home, more);
  }

  private static String get(String path, String... headers) {
    return "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s\r\n"
        .formatted(path, String.join("", headers));
  }

  private static String said(String gateway, String header, String request) {
    return nodes.proxies(gateway).speak(header + request);
  }

  private static Stream<String> headersOfClients() {
    return Stream.of("127.0.0.1", CLIENT, "::1", "2001:db8::9")
        .flatMap(
            client -> {
              String frontend = client.contains(":") ? "::1" : "127.0.0.1";
              return Stream.of(
                  ProxyHeader.text(client, frontend), ProxyHeader.binary(client, frontend));
            });
  }

  private static Stream<String> headersOfBoth() {
    return Stream.concat(headersOfClients(), Stream.of(ProxyHeader.local(), "PROXY UNKNOWN\r\n"));
  }

  @ParameterizedTest
  @MethodSource("headersOfBoth")
  void whatAProxyPassesOn_isServed_andIsNeverLocal(String header) {
    Path file = home.resolve("written");
    String download = WebPort.path("URI:LIT:me") + "?t=download&localfile=" + file;

    assertThat(said("open", header, get("/uri/URI:LIT:me"))).startsWith("HTTP/1.1 200 ");
    assertThat(said("open", header, get("/vdrive/private/?t=uri")))
        .startsWith("HTTP/1.1 403 ")
        .contains("a proxy passed this request on", "gateway.web.secret");
    assertThat(said("open", header, get(download))).startsWith("HTTP/1.1 403 ");
    assertThat(file).doesNotExist();
  }

  @Test
  void theClientOfAProxy_isLimited_andNoOther() {
    String request = get("/uri/URI:LIT:me");
    String another = ProxyHeader.text("203.0.114.9", FRONTEND);
    assertThat(said("limited", ProxyHeader.text(CLIENT, FRONTEND), request))
        .startsWith("HTTP/1.1 200 ");
    assertThat(said("limited", ProxyHeader.text(CLIENT, FRONTEND), request))
        .startsWith("HTTP/1.1 429 ")
        .containsIgnoringCase("Retry-After: ");
    assertThat(said("limited", another, request)).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void theWebPortItself_servesAsBefore_andReadsNoSuchHeader() {
    WebPort web = web("open");
    assertThat(web.get("/uri/URI:LIT:me").status()).isEqualTo(200);
    assertThat(web.speakAndStop(ProxyHeader.text(CLIENT, FRONTEND) + get("/uri/URI:LIT:me")))
        .contains(" 400 ");
    assertThat(web.speakAndStop(ProxyHeader.binary(CLIENT, FRONTEND) + get("/uri/URI:LIT:me")))
        .doesNotContain(" 200 ");
    assertThat(web.get("/?t=json").status()).isEqualTo(200);
  }

  private static WebPort web(String name) {
    try {
      return nodes.web(name);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void clientsOfAProxy_guessASecretEachForThemselves() {
    String wrong = "Authorization: " + basic("wrong") + "\r\n";
    String right = "Authorization: " + basic("sesame") + "\r\n";
    String guessing = ProxyHeader.binary(CLIENT, FRONTEND);
    Waiting.until(
        () ->
            assertThat(said("locked", guessing, get("/vdrive/private/?t=uri", wrong)))
                .startsWith("HTTP/1.1 429 "));

    String forged = "X-Forwarded-For: 203.0.113.77\r\n";
    assertThat(said("locked", guessing, get("/vdrive/private/?t=uri", right, forged)))
        .startsWith("HTTP/1.1 429 ");
    assertThat(
            said(
                "locked",
                ProxyHeader.binary("203.0.113.8", FRONTEND),
                get("/vdrive/private/?t=uri", wrong)))
        .startsWith("HTTP/1.1 401 ");
  }

  private static String basic(String secret) {
    return "Basic "
        + Base64.getEncoder().encodeToString(("me:" + secret).getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void connections_areCountedForTheClient() throws IOException {
    WebPort port = nodes.proxies("narrow");
    String idle = ProxyHeader.text(CLIENT, FRONTEND);
    try (Socket first = port.begin(idle);
        Socket second = port.begin(idle)) {
      assertThat(first.isConnected() && second.isConnected()).isTrue();
      Waiting.until(() -> assertThat(said("narrow", idle, get("/uri/URI:LIT:me"))).isEmpty());
      assertThat(said("narrow", ProxyHeader.text("203.0.113.8", FRONTEND), get("/uri/URI:LIT:me")))
          .startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void whoIsNoBelievedProxy_isNotServedThere_whateverItClaims() {
    try (LoggedLines log = new LoggedLines()) {
      for (String header : headersOfBoth().toList())
        assertThat(ended("others", header + get("/uri/URI:LIT:me"))).isEmpty();
      assertThat(log.lines().stream().filter(line -> line.contains("port for proxies from")))
          .hasSize(1)
          .first()
          .asString()
          .contains("127.0.0.1", "gateway.web.proxies");
    }
  }

  /** What is heard until the end, however the connection ends. */
  private static String ended(String gateway, String request) {
    try {
      return nodes.proxies(gateway).speakAndStop(request);
    } catch (RuntimeException reset) {
      return "";
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "PROXY TCP4 203.0.113.9 198.51.100.1 50123\r\n",
        "PROXY TCP4 not.an.address 198.51.100.1 50123 443\r\n",
        "PROXY TCP4 203.0.113.9 198.51.100.1 99999 443\r\n",
        "proxy TCP4 203.0.113.9 198.51.100.1 50123 443\r\n"
      })
  void whatIsNoHeader_isNotServed(String header) {
    assertThat(ended("open", header + get("/uri/URI:LIT:me"))).isEmpty();
  }

  @Test
  void aClientAtAUnixSocket_hasNoAddress_andIsNotServed() {
    assertThat(ended("open", ProxyHeader.unix() + get("/uri/URI:LIT:me"))).isEmpty();
  }

  @Test
  void aHeaderThatBreaksOff_endsWithItsConnection() {
    for (String header :
        new String[] {ProxyHeader.text(CLIENT, FRONTEND), ProxyHeader.binary(CLIENT, FRONTEND)})
      for (int size = 1; size < header.length(); size += 5)
        assertThat(ended("open", header.substring(0, size))).as("%d bytes", size).isEmpty();
    assertThat(said("open", ProxyHeader.local(), get("/readyz"))).startsWith("HTTP/1.1 503 ");
  }

  @Test
  void aPortThatIsTaken_orHasNoProxies_isToldByItsKey() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      String configuration =
          gateway("127.0.0.1", "")
              .replace("\"proxy_port\": 0", "\"proxy_port\": " + taken.getLocalPort());
      assertThatThrownBy(() -> nodes.deploy("late", configuration))
          .hasMessageContaining("in use")
          .hasMessageContaining("gateway.web.proxy_port");
    }
    String nobody = "{\"gateway\": {\"web\": {\"proxy_port\": 0}}}";
    assertThatThrownBy(() -> nodes.deploy("nobody", nobody))
        .hasMessageContaining("\"gateway.web.proxy_port\"")
        .hasMessageContaining("\"proxies\"");
    assertThat(Files.exists(home.resolve("nobody/node.url"))).isFalse();
  }
}
