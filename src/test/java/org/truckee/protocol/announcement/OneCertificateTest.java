package org.truckee.protocol.announcement;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.JdkSSLEngineOptions;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.crypto.NodeCertificate;
import org.truckee.testing.Waiting;

/** The keys that nodes have, ours and those of taken-over Tahoe nodes, with both TLS engines. */
class OneCertificateTest {
  private static Vertx vertx;
  private static NodeCertificate ours;
  private static NodeCertificate tahoes;

  @BeforeAll
  static void start() throws GeneralSecurityException, OperatorCreationException {
    vertx = Vertx.vertx();
    ours = NodeCertificate.generate(new SecureRandom(), Instant.EPOCH);
    tahoes = ofRsa();
  }

  @AfterAll
  static void stop() {
    Waiting.of(vertx.close());
  }

  private static NodeCertificate ofRsa()
      throws GeneralSecurityException, OperatorCreationException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair keys = generator.generateKeyPair();
    X500Name name = new X500Name("CN=newpb_thingy");
    Date begin = Date.from(Instant.EPOCH);
    Date end = Date.from(Instant.EPOCH.plus(Duration.ofDays(36500)));
    return new NodeCertificate(
        new JcaX509CertificateConverter()
            .getCertificate(
                new JcaX509v3CertificateBuilder(
                        name, BigInteger.ONE, begin, end, name, keys.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate()))),
        keys.getPrivate());
  }

  @ParameterizedTest
  @CsvSource({
    "ours,   of the JDK, TLSv1.2",
    "ours,   of the JDK, TLSv1.3",
    "ours,   usual,      TLSv1.2",
    "ours,   usual,      TLSv1.3",
    "Tahoe's, of the JDK, TLSv1.2",
    "Tahoe's, of the JDK, TLSv1.3",
    "Tahoe's, usual,      TLSv1.2",
    "Tahoe's, usual,      TLSv1.3"
  })
  void aServer_showsItsCertificate(String whose, String engine, String version) {
    NodeCertificate certificate = whose.equals("ours") ? ours : tahoes;
    HttpServerOptions options = PinnedTls.server(certificate);
    if (engine.equals("of the JDK")) options.setSslEngineOptions(new JdkSSLEngineOptions());
    HttpServer server =
        Waiting.of(
            vertx
                .createHttpServer(options)
                .requestHandler(request -> request.response().end("hello"))
                .listen(0, "127.0.0.1"));

    assertThat(hello(server.actualPort(), certificate, version)).isEqualTo("hello");
  }

  /** Holds its client until the answer is there: Vert.x closes clients that nobody holds. */
  private static String hello(int port, NodeCertificate certificate, String version) {
    HttpClient client =
        vertx.createHttpClient(
            PinnedTls.client(certificate.spkiHash())
                .setEnabledSecureTransportProtocols(Set.of(version)));
    try {
      return Waiting.onEventLoop(vertx, () -> answer(client, port));
    } finally {
      Waiting.of(client.close());
    }
  }

  private static Future<String> answer(HttpClient client, int port) {
    return client
        .request(HttpMethod.GET, port, "127.0.0.1", "/")
        .compose(request -> request.send())
        .compose(response -> response.body())
        .map(Object::toString);
  }
}
