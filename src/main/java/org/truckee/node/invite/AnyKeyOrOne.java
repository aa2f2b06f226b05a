package org.truckee.node.invite;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.NodeCertificate;
import org.truckee.protocol.announcement.TrustInNobody;

/**
 * Trusts the server with one key, or any server where that key is not known yet: a friend who has a
 * code only trusts nobody, and is protected by the key agreement.
 */
final class AnyKeyOrOne extends TrustInNobody {
  private final Optional<Bytes> spkiHash;

  private AnyKeyOrOne(Optional<Bytes> spkiHash) {
    this.spkiHash = spkiHash;
  }

  /** The sockets to that server. */
  static SSLSocketFactory sockets(Optional<Bytes> spkiHash) {
    try {
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, new TrustManager[] {new AnyKeyOrOne(spkiHash)}, null);
      return tls.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has TLS", e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    if (spkiHash.isPresent() && !NodeCertificate.spkiHash(chain[0]).equals(spkiHash.get()))
      throw new CertificateException("the introducer's key is not the one in its NURL");
  }
}
