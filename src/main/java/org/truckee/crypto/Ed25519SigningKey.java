package org.truckee.crypto;

import java.util.random.RandomGenerator;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;

/**
 * A node's signing key: a message signed with it is known to come from the node. Its text is {@code
 * priv-v0-} and base32.
 */
public record Ed25519SigningKey(Secret seed) {
  private static final String PREFIX = "priv-v0-";

  /** Checks the size. */
  public Ed25519SigningKey {
    if (seed.size() != Ed25519.SECRET_KEY_SIZE) {
      throw new IllegalArgumentException("an Ed25519 seed has 32 bytes, not " + seed.size());
    }
  }

  /** A new key. */
  public static Ed25519SigningKey generate(RandomGenerator random) {
    byte[] seed = new byte[Ed25519.SECRET_KEY_SIZE];
    random.nextBytes(seed);
    return new Ed25519SigningKey(new Secret(Bytes.wrap(seed)));
  }

  /**
   * Reads {@code priv-v0-…}; {@link IllegalArgumentException}, without quoting it, if it is none.
   */
  public static Ed25519SigningKey parse(String text) {
    if (!text.startsWith(PREFIX))
      throw new IllegalArgumentException("a signing key starts with priv-v0-");
    return new Ed25519SigningKey(Secret.ofBase32(text.substring(PREFIX.length())));
  }

  /** The text form; never for a log. */
  public String reveal() {
    return PREFIX + seed.reveal();
  }

  /** The public half. */
  public Ed25519VerifyingKey verifyingKey() {
    byte[] key = new byte[Ed25519.PUBLIC_KEY_SIZE];
    Ed25519.generatePublicKey(seed.bytes().toArray(), 0, key, 0);
    return new Ed25519VerifyingKey(Bytes.wrap(key));
  }

  /** The signature over {@code message}, of 64 bytes. */
  public Bytes sign(Bytes message) {
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    Ed25519.sign(seed.bytes().toArray(), 0, message.toArray(), 0, message.size(), signature, 0);
    return Bytes.wrap(signature);
  }
}
