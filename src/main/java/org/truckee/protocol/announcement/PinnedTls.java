package org.truckee.protocol.announcement;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.SSLEngineOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.NodeCertificate;

/**
 * TLS between nodes. A client accepts exactly one public key, known from the NURL; the issuer, name
 * and dates of a certificate say nothing about a node and are not looked at. Source: Tahoe's
 * url.rst.
 */
public final class PinnedTls {
  private static final Set<String> VERSIONS = Set.of("TLSv1.2", "TLSv1.3");

  /** The suites that authenticate their ciphertext, with a key of its own for each connection. */
  private static final List<String> CIPHER_SUITES =
      List.of(
          "TLS_AES_128_GCM_SHA256",
          "TLS_AES_256_GCM_SHA384",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  private PinnedTls() {}

  /** The failure of a server that shows another key than the one in its NURL. */
  public static final class WrongKey extends CertificateException {
    private static final long serialVersionUID = 1L;

    WrongKey() {
      super("the server's key is not the one in its NURL");
    }
  }

  /** The failure of a server that shows the right key, and a certificate of another TubID. */
  public static final class WrongCertificate extends CertificateException {
    private static final long serialVersionUID = 1L;

    WrongCertificate() {
      super("the server's certificate is not that of its TubID");
    }
  }

  /** Options of a client that talks only to the holder of the key with {@code spkiHash}. */
  public static HttpClientOptions client(Bytes spkiHash) {
    return client(spkiHash, Optional.empty());
  }

  /**
   * Options of a client of that key, if the server's certificate also proves {@code tubId}, the
   * SHA-1 of its DER form. Secrets that are derived from a TubID are for a server that has proved
   * it, and for nobody else.
   */
  public static HttpClientOptions client(Bytes spkiHash, Optional<Bytes> tubId) {
    return new HttpClientOptions()
        .setSsl(true)
        .setSslEngineOptions(engine())
        .setVerifyHost(false)
        .setEnabledSecureTransportProtocols(VERSIONS)
        .setTrustOptions(TrustOptions.wrap(new OneKey(spkiHash, tubId)));
  }

  /**
   * The beginning of a request to the service at {@code nurl}. Its socket is given apart from its
   * {@code Host} header, since an IPv6 address is written in another way in each.
   */
  public static RequestOptions request(Nurl nurl, HttpMethod method, String path) {
    return new RequestOptions()
        .setMethod(method)
        .setServer(SocketAddress.inetSocketAddress(nurl.port(), nurl.socketHost()))
        .setHost(nurl.host())
        .setPort(nurl.port())
        .setURI(path)
        .putHeader("Authorization", nurl.authorization().bytes().toUtf8());
  }

  /**
   * Options of a server that shows {@code certificate}. The server speaks HTTP/1.1 only, one
   * request at a time on each connection, so that a bound on connections bounds the requests under
   * way.
   */
  public static HttpServerOptions server(NodeCertificate certificate) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setSsl(true)
            .setUseAlpn(false)
            .setSslEngineOptions(engine())
            .setTrustOptions(TrustOptions.wrap(new TrustInNobody()))
            .setEnabledSecureTransportProtocols(VERSIONS);
    CIPHER_SUITES.forEach(options::addEnabledCipherSuite);
    return options.setKeyCertOptions(KeyCertOptions.wrap(new OneCertificate(certificate)));
  }

  /**
   * The TLS engine: BoringSSL where the machine has it, since it is several times faster than the
   * JDK's TLS.
   */
  private static SSLEngineOptions engine() {
    return OpenSSLEngineOptions.isAvailable()
        ? new OpenSSLEngineOptions()
        : new JdkSSLEngineOptions();
  }

  /**
   * Trusts one public key and nothing else. The handshake itself proves that the peer holds the
   * private half.
   */
  private static final class OneKey extends TrustInNobody {
    private final Bytes spkiHash;
    private final Optional<Bytes> tubId;

    OneKey(Bytes spkiHash, Optional<Bytes> tubId) {
      this.spkiHash = spkiHash;
      this.tubId = tubId;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      if (chain.length == 0 || !NodeCertificate.spkiHash(chain[0]).equals(spkiHash)) {
        throw new WrongKey();
      }
      if (tubId.isPresent() && !NodeCertificate.tubId(chain[0]).equals(tubId.get())) {
        throw new WrongCertificate();
      }
    }
  }
}
