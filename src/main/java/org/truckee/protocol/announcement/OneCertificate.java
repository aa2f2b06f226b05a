package org.truckee.protocol.announcement;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.truckee.crypto.NodeCertificate;

/**
 * Shows one certificate to all clients. A key store would encrypt the private key in memory with a
 * key that takes tens of thousands of hashes to make, which is a quarter of a node's start.
 */
final class OneCertificate extends X509ExtendedKeyManager {
  private static final String ALIAS = "node";

  private final NodeCertificate certificate;
  private final String algorithm;

  OneCertificate(NodeCertificate certificate) {
    this.certificate = certificate;
    this.algorithm = certificate.certificate().getPublicKey().getAlgorithm();
  }

  /**
   * Returns the alias for {@code keyType}: the algorithm of a key, in some engines with that of the
   * signature after it, as in {@code EC_EC}.
   */
  private String aliasOf(String keyType) {
    return keyType.split("_", -1)[0].equals(algorithm) ? ALIAS : null;
  }

  @Override
  public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
    return aliasOf(keyType);
  }

  @Override
  public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
    return aliasOf(keyType);
  }

  @Override
  public String[] getServerAliases(String keyType, Principal[] issuers) {
    return aliasOf(keyType) == null ? null : new String[] {ALIAS};
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return ALIAS.equals(alias) ? new X509Certificate[] {certificate.certificate()} : null;
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return ALIAS.equals(alias) ? certificate.privateKey() : null;
  }

  @Override
  public String[] getClientAliases(String keyType, Principal[] issuers) {
    return null;
  }

  @Override
  public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
    return null;
  }
}
