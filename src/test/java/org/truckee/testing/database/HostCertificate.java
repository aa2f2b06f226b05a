package org.truckee.testing.database;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.truckee.crypto.NodeCertificate;

/** Certificates that name a host, as those of databases do and those of nodes do not. */
public final class HostCertificate {
  private static final Duration VALIDITY = Duration.ofDays(1);

  private HostCertificate() {}

  /** A new certificate of {@code address}, and its key, in PEM. */
  public static String of(String address) {
    SecureRandom random = new SecureRandom();
    Instant now = Instant.now();
    X500Name name = new X500Name("CN=database");
    try {
      KeyPair keys = KeyPairGenerator.getInstance("EC").generateKeyPair();
      X509CertificateHolder holder =
          new JcaX509v3CertificateBuilder(
                  name,
                  new BigInteger(64, random),
                  Date.from(now.minus(VALIDITY)),
                  Date.from(now.plus(VALIDITY)),
                  name,
                  keys.getPublic())
              .addExtension(
                  Extension.subjectAlternativeName,
                  false,
                  new GeneralNames(new GeneralName(GeneralName.iPAddress, address)))
              .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
      return new NodeCertificate(
              new JcaX509CertificateConverter().getCertificate(holder), keys.getPrivate())
          .toPem();
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("every JDK has EC keys", e);
    }
  }
}
