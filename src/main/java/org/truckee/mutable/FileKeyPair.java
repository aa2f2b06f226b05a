package org.truckee.mutable;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.MutableFormat;
import org.truckee.cap.MutableWriteCap;
import org.truckee.crypto.AesCtr;
import org.truckee.crypto.Tag;

/**
 * The RSA-2048 key pair of one mutable file: the holder of its private half can write the file. The
 * private half counts by its exact PKCS#8 DER bytes: the file's write key is their hash, and every
 * share holds them, encrypted with that key. A key pair must never serve two files.
 */
public final class FileKeyPair {
  /** The bits of the modulus. */
  public static final int BITS = 2048;

  private final Secret pkcs8;
  private final PrivateKey privateKey;
  private final FileVerifyingKey verifyingKey;

  private FileKeyPair(Secret pkcs8, PrivateKey privateKey, FileVerifyingKey verifyingKey) {
    this.pkcs8 = pkcs8;
    this.privateKey = privateKey;
    this.verifyingKey = verifyingKey;
  }

  /** A new key pair; it takes a tenth of a second or more. */
  public static FileKeyPair generate(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(new RSAKeyGenParameterSpec(BITS, RSAKeyGenParameterSpec.F4), random);
      KeyPair pair = generator.generateKeyPair();
      return new FileKeyPair(
          new Secret(Bytes.wrap(pair.getPrivate().getEncoded())),
          pair.getPrivate(),
          new FileVerifyingKey(Bytes.wrap(pair.getPublic().getEncoded())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has RSA", e);
    }
  }

  /**
   * The key pair whose private half has the PKCS#8 DER form {@code pkcs8}; {@code BAD_REQUEST}, and
   * nothing of it in the message, if it is no RSA key of 2048 bits.
   */
  public static FileKeyPair ofPkcs8(Secret pkcs8) {
    try {
      KeyFactory rsa = KeyFactory.getInstance("RSA");
      PrivateKey key = rsa.generatePrivate(new PKCS8EncodedKeySpec(pkcs8.bytes().toArray()));
      if (!(key instanceof RSAPrivateCrtKey whole) || whole.getModulus().bitLength() != BITS)
        throw unusable(null);
      RSAPublicKeySpec half = new RSAPublicKeySpec(whole.getModulus(), whole.getPublicExponent());
      Bytes verifying = Bytes.wrap(rsa.generatePublic(half).getEncoded());
      return new FileKeyPair(pkcs8, key, new FileVerifyingKey(verifying));
    } catch (InvalidKeySpecException e) {
      throw unusable(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has RSA", e);
    }
  }

  /**
   * The key pair of a private half in DER, PKCS#8 or PKCS#1 (which becomes PKCS#8, as in Tahoe);
   * {@code BAD_REQUEST} if it is neither.
   */
  public static FileKeyPair ofDer(Secret der) {
    try {
      ASN1Sequence sequence = ASN1Sequence.getInstance(der.bytes().toArray());
      boolean pkcs1 = sequence.size() > 1 && sequence.getObjectAt(1) instanceof ASN1Integer;
      if (!pkcs1) return ofPkcs8(der);
      AlgorithmIdentifier rsa =
          new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
      byte[] pkcs8 = new PrivateKeyInfo(rsa, sequence).getEncoded(ASN1Encoding.DER);
      return ofPkcs8(new Secret(Bytes.wrap(pkcs8)));
    } catch (IOException | IllegalArgumentException e) {
      throw unusable(e);
    }
  }

  /**
   * The key pair that lies encrypted in a share of the file that {@code cap} writes; {@code
   * CORRUPT} if it belongs to another file.
   */
  public static FileKeyPair decrypt(Bytes encrypted, MutableWriteCap cap) {
    Secret pkcs8 = new Secret(crypt(cap.writeKey(), encrypted));
    if (!writeKey(pkcs8).equals(cap.writeKey())) {
      throw new GridException(
          GridException.Kind.CORRUPT, "the private key in a share is not the file's");
    }
    FileKeyPair pair = ofPkcs8(pkcs8);
    if (!pair.verifyingKey.fingerprint().equals(cap.fingerprint())) {
      throw new GridException(
          GridException.Kind.BAD_CAP, "the two halves of this capability belong to two files");
    }
    return pair;
  }

  /** The public half. */
  public FileVerifyingKey verifyingKey() {
    return verifyingKey;
  }

  /** The right to write the file of this key pair, in {@code format}. */
  public MutableWriteCap writeCap(MutableFormat format) {
    return new MutableWriteCap(format, writeKey(pkcs8), verifyingKey.fingerprint());
  }

  /** The exact PKCS#8 DER form of the private half. */
  public Secret pkcs8() {
    return pkcs8;
  }

  /** The private half as it lies in shares: encrypted with the write key. */
  public Bytes encrypted() {
    return crypt(writeKey(pkcs8), pkcs8.bytes());
  }

  /** The signature over {@code message}: RSASSA-PSS with SHA-256 and a salt of 32 bytes. */
  public Bytes sign(Bytes message, SecureRandom random) {
    try {
      Signature signature = FileVerifyingKey.pss();
      signature.initSign(privateKey, random);
      signature.update(message.asByteBuffer());
      return Bytes.wrap(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("an RSA key of 2048 bits signs anything", e);
    }
  }

  private static Secret writeKey(Secret pkcs8) {
    return new Secret(Tag.MUTABLE_WRITE_KEY.hash(pkcs8.bytes()));
  }

  private static Bytes crypt(Secret key, Bytes in) {
    byte[] out = new byte[in.size()];
    new AesCtr(key).process(in.toArray(), 0, out, 0, out.length);
    return Bytes.wrap(out);
  }

  private static GridException unusable(Throwable cause) {
    return new GridException(
        GridException.Kind.BAD_REQUEST, "not an RSA private key of 2048 bits (DER)", cause);
  }
}
