package org.truckee.crypto;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.truckee.bytes.Bytes;

/**
 * The certificate that a node shows to its clients, and its private key. Nobody signs it but the
 * node itself: peers know the hash of its key beforehand. Its PEM form holds both, as Tahoe's
 * {@code private/node.pem} does.
 */
public record NodeCertificate(X509Certificate certificate, PrivateKey privateKey) {
  private static final Duration VALIDITY = Duration.ofDays(365L * 100);

  /** A new certificate, over a new key on the curve P-256. */
  public static NodeCertificate generate(SecureRandom random, Instant now) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      KeyPair keys = generator.generateKeyPair();
      X500Name name = new X500Name("CN=truckee");
      X509CertificateHolder holder =
          new JcaX509v3CertificateBuilder(
                  name,
                  new BigInteger(64, random),
                  Date.from(now.minus(Duration.ofDays(1))),
                  Date.from(now.plus(VALIDITY)),
                  name,
                  keys.getPublic())
              .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
      return new NodeCertificate(
          new JcaX509CertificateConverter().getCertificate(holder), keys.getPrivate());
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("every JDK has EC keys on P-256", e);
    }
  }

  /**
   * Reads the PEM form; {@link IllegalArgumentException} if the certificate or the key is missing
   * or unreadable.
   */
  public static NodeCertificate parse(String pem) {
    X509Certificate certificate = null;
    PrivateKey key = null;
    try (PEMParser parser = new PEMParser(new StringReader(pem))) {
      JcaPEMKeyConverter keys = new JcaPEMKeyConverter();
      for (Object object = parser.readObject(); object != null; object = parser.readObject()) {
        if (object instanceof X509CertificateHolder holder) {
          certificate = new JcaX509CertificateConverter().getCertificate(holder);
        } else if (object instanceof PrivateKeyInfo info) {
          key = keys.getPrivateKey(info);
        } else if (object instanceof PEMKeyPair pair) {
          key = keys.getPrivateKey(pair.getPrivateKeyInfo());
        }
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException("unreadable certificate or key", e);
    }
    if (certificate == null || key == null)
      throw new IllegalArgumentException("a certificate and its key are needed");
    return new NodeCertificate(certificate, key);
  }

  /**
   * Returns the PEM form. It holds the private key: for a file of mode 0600, and for the TLS
   * server.
   */
  public String toPem() {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(certificate);
      writer.writeObject(new JcaPKCS8Generator(privateKey, null));
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
    return text.toString();
  }

  /** The SHA-256 of the public key's SubjectPublicKeyInfo, by which peers know the node. */
  public Bytes spkiHash() {
    return spkiHash(certificate);
  }

  /** The SHA-256 of the SubjectPublicKeyInfo in any {@code certificate}. */
  public static Bytes spkiHash(X509Certificate certificate) {
    return digest("SHA-256", certificate.getPublicKey().getEncoded());
  }

  /** The SHA-1 of the certificate, of 20 bytes: a part of every lease secret and write enabler. */
  public Bytes tubId() {
    return tubId(certificate);
  }

  /** The SHA-1 of any {@code certificate}. */
  public static Bytes tubId(X509Certificate certificate) {
    try {
      return digest("SHA-1", certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a parsed certificate has a DER form", e);
    }
  }

  private static Bytes digest(String algorithm, byte[] data) {
    try {
      return Bytes.wrap(MessageDigest.getInstance(algorithm).digest(data));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }

  /** Returns the hash of the key, and nothing private. */
  @Override
  public String toString() {
    return "NodeCertificate(" + spkiHash() + ")";
  }
}
