package org.truckee.protocol.announcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.SSLEngineOptions;
import io.vertx.core.net.TrustOptions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.X509ExtendedTrustManager;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.NodeCertificate;
import org.truckee.testing.Waiting;

class PinnedTlsTest {
  private static final NodeCertificate CERTIFICATE =
      NodeCertificate.generate(new SecureRandom(), Instant.EPOCH);
  private static final NodeCertificate OTHER =
      NodeCertificate.generate(new SecureRandom(), Instant.EPOCH);

  private static Vertx vertx;
  private static HttpServer server;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    server =
        Waiting.of(
            vertx
                .createHttpServer(PinnedTls.server(CERTIFICATE))
                .requestHandler(request -> request.response().end("hello"))
                .listen(0, "127.0.0.1"));
  }

  @AfterAll
  static void stop() {
    Waiting.of(vertx.close());
  }

  @Test
  void theHolderOfTheKey_isTalkedToWhateverItsCertificateSays() {
    assertThat(get(PinnedTls.client(CERTIFICATE.spkiHash()))).isEqualTo("hello");
  }

  /** Without a trust of its own, a server would read and keep all authorities of the system. */
  @Test
  void aServer_knowsNoAuthorities() throws Exception {
    TrustOptions trust = PinnedTls.server(CERTIFICATE).getTrustOptions();
    assertThat(trust.getTrustManagerFactory(vertx).getTrustManagers())
        .singleElement(InstanceOfAssertFactories.type(X509ExtendedTrustManager.class))
        .satisfies(
            manager -> {
              assertThat(manager.getAcceptedIssuers()).isEmpty();
              assertThatThrownBy(() -> manager.checkClientTrusted(null, "RSA"))
                  .hasMessage("clients have no certificates");
              assertThatThrownBy(() -> manager.checkServerTrusted(null, "RSA"))
                  .hasMessage("no server is trusted here");
            });
  }

  @Test
  void whoeverHoldsAnotherKey_isNotTalkedTo() {
    for (Bytes hash : new Bytes[] {OTHER.spkiHash(), Bytes.wrap(new byte[32])}) {
      assertThatThrownBy(() -> get(PinnedTls.client(hash))).hasStackTraceContaining("SSL");
    }
  }

  @Test
  void theFailureOfAServerThatIsNotTheRightOne_saysWhichPartIsWrong() {
    for (SSLEngineOptions engine :
        List.of(
            new JdkSSLEngineOptions(), PinnedTls.client(OTHER.spkiHash()).getSslEngineOptions())) {
      assertThat(causes(PinnedTls.client(OTHER.spkiHash()).setSslEngineOptions(engine)))
          .anyMatch(PinnedTls.WrongKey.class::isInstance);
      Optional<Bytes> tubId = Optional.of(Bytes.wrap(new byte[20]));
      assertThat(
              causes(PinnedTls.client(CERTIFICATE.spkiHash(), tubId).setSslEngineOptions(engine)))
          .anyMatch(PinnedTls.WrongCertificate.class::isInstance);
    }
  }

  private static List<Throwable> causes(HttpClientOptions options) {
    return Stream.iterate(catchThrowable(() -> get(options)), Objects::nonNull, Throwable::getCause)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void currentVersionsOfTls_areSpoken(String version) {
    assertThat(get(only(version))).isEqualTo("hello");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1", "TLSv1.1"})
  void oldVersionsOfTls_areNotSpoken(String version) {
    assertThatThrownBy(() -> get(only(version))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256"
      })
  void suitesThatAuthenticateWhatTheyEncrypt_areSpoken(String suite) {
    assertThat(get(only("TLSv1.2").addEnabledCipherSuite(suite))).isEqualTo("hello");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
        "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
        "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384"
      })
  void otherSuites_areNotSpoken(String suite) {
    assertThatThrownBy(() -> get(only("TLSv1.2").addEnabledCipherSuite(suite))).isNotNull();
  }

  @Test
  void aCertificate_provesItsTubId() {
    assertThat(get(PinnedTls.client(CERTIFICATE.spkiHash(), Optional.of(CERTIFICATE.tubId()))))
        .isEqualTo("hello");
    assertThatThrownBy(
            () -> get(PinnedTls.client(CERTIFICATE.spkiHash(), Optional.of(OTHER.tubId()))))
        .hasStackTraceContaining("not that of its TubID");
  }

  private static HttpClientOptions only(String version) {
    TrustOptions pinned = PinnedTls.client(CERTIFICATE.spkiHash()).getTrustOptions();
    return new HttpClientOptions()
        .setSsl(true)
        .setVerifyHost(false)
        .setTrustOptions(pinned)
        .setEnabledSecureTransportProtocols(Set.of(version));
  }

  /** Holds its client until the answer is there: Vert.x closes clients that nobody holds. */
  private static String get(HttpClientOptions options) {
    HttpClient client = vertx.createHttpClient(options);
    try {
      return Waiting.onEventLoop(vertx, () -> hello(client));
    } finally {
      Waiting.of(client.close());
    }
  }

  private static Future<String> hello(HttpClient client) {
    return client
        .request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/")
        .compose(request -> request.send())
        .compose(response -> response.body())
        .map(Object::toString);
  }
}
