package org.truckee.web.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.testing.Waiting;

/** The requests that count as local on a port that listens on every address. */
class VicinityTest {
  private static Vertx vertx;
  private static HttpServer server;
  private static HttpClientAgent client;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    server =
        Waiting.of(
            vertx
                .createHttpServer()
                .requestHandler(
                    request -> request.response().end(Vicinity.isLocal(request) ? "local" : "far"))
                .listen(0, "::"));
    client = vertx.createHttpClient();
  }

  @AfterAll
  static void stop() {
    Waiting.of(vertx.close());
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "::1"})
  void whoComesByLoopback_isLocal(String address) {
    assertThat(ask(address)).isEqualTo("local");
  }

  @Test
  void whoComesByAnotherAddressOfThisMachine_isNotLocal() throws IOException {
    List<InetAddress> others =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
            .toList();
    for (InetAddress other : others)
      assertThat(ask(other.getHostAddress().replaceFirst("%.*", ""))).isEqualTo("far");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Forwarded",
        "X-Forwarded",
        "X-Forwarded-For",
        "x-forwarded-proto",
        "X-Forwarded-Host",
        "X-Forwarded-Anything",
        "Forwarded-For",
        "X-Real-IP",
        "Via",
        "CF-Connecting-IP",
        "CF-Ray",
        "True-Client-IP",
        "X-Client-IP",
        "Client-IP",
        "X-Cluster-Client-IP",
        "Fastly-Client-IP",
        "Fly-Client-IP",
        "X-Azure-ClientIP",
        "X-Azure-SocketIP",
        "X-Appengine-User-IP",
        "X-Envoy-External-Address",
        "X-Original-Forwarded-For",
        "X-Original-Host",
        "X-ProxyUser-Ip",
        "X-Remote-IP",
        "X-Remote-Addr",
        "X-Originating-IP",
        "WL-Proxy-Client-IP",
        "CDN-Loop",
        "X-Rewrite-URL",
        "X-Scheme",
        "X-Url-Scheme",
        "X-Amzn-Trace-Id",
        "X-Varnish",
        "Tailscale-User-Login",
        "Ssl-Client-Verify",
        "X-SSL-Client-Cert",
        "X-Nginx-Proxy",
        "Proxy-Connection",
        "Proxy-Authorization",
        "Max-Forwards",
        "X-Authenticated-User",
        "X-Auth-Request-Email",
        "X-BlueCoat-Via",
        "X-Haproxy-Port",
        "X-Host",
        "X-Forward-For",
        "X_FORWARDED_FOR",
        "X-Traefik-Router",
        "Ngrok-Trace-Id",
        "X-Backend-Server",
        "Front-End-Https",
        "Early-Data",
        "X-Coming-From",
        "Surrogate-Capability",
        "X-Sendfile-Type",
        "X-Accel-Mapping",
        "X-Nf-Client-Connection-Ip",
        "X-Zscaler-User",
        "X-Script-Name",
        "Akamai-Origin-Hop",
        "X-Akamai-Edgescape",
        "X-Imforwards",
        "Ali-Cdn-Real-Ip"
      })
  void whatAProxyPassedOn_isNotLocal(String header) {
    assertThat(ask("127.0.0.1", header, "203.0.113.9")).isEqualTo("far");
    assertThat(ask("127.0.0.1", header, "127.0.0.1")).isEqualTo("far");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Accept",
        "Cookie",
        "User-Agent",
        "Referer",
        "Range",
        "Authorization",
        "Origin",
        "Host",
        "If-Match",
        "Accept-Encoding",
        "Connection",
        "Sec-Fetch-User",
        "Sec-WebSocket-Key",
        "Upgrade",
        "Expect",
        "Content-Type",
        "Transfer-Encoding",
        "Traceparent",
        "TE",
        "Date"
      })
  void whatBrowsersAndProgramsSend_saysNothingOfAProxy(String header) {
    assertThat(Vicinity.isOfProxies(header)).isFalse();
  }

  private static String ask(String address, String... header) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setServer(SocketAddress.inetSocketAddress(server.actualPort(), address))
            .setHost("localhost")
            .setURI("/");
    if (header.length > 0) options.putHeader(header[0], header[1]);
    return Waiting.onEventLoop(
            vertx,
            () ->
                client
                    .request(options)
                    .compose(request -> request.send())
                    .compose(response -> response.body()))
        .toString();
  }
}
