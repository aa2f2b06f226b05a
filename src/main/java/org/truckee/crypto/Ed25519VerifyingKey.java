package org.truckee.crypto;

import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.truckee.bytes.Bytes;

/**
 * The public half of a node's signing key. Its text is {@code v0-} and base32, and serves as the
 * node's id.
 */
public record Ed25519VerifyingKey(Bytes bytes) {
  private static final String PREFIX = "v0-";

  /** Checks the size. */
  public Ed25519VerifyingKey {
    if (bytes.size() != Ed25519PublicKeyParameters.KEY_SIZE) {
      throw new IllegalArgumentException("an Ed25519 key has 32 bytes, not " + bytes.size());
    }
  }

  /** Reads {@code v0-…} or {@code pub-v0-…}; {@link IllegalArgumentException} if it is neither. */
  public static Ed25519VerifyingKey parse(String text) {
    String plain = text.startsWith("pub-") ? text.substring(4) : text;
    if (!plain.startsWith(PREFIX))
      throw new IllegalArgumentException("a verifying key starts with v0-");
    return new Ed25519VerifyingKey(Bytes.ofBase32(plain.substring(PREFIX.length())));
  }

  /** Tells whether {@code signature} was made over {@code message} with the private half. */
  public boolean verifies(Bytes message, Bytes signature) {
    return signature.size() == Ed25519.SIGNATURE_SIZE
        && Ed25519.verify(
            signature.toArray(), 0, bytes.toArray(), 0, message.toArray(), 0, message.size());
  }

  /**
   * Tells whether this is a key that signatures can be made with: a point of the curve, and of the
   * large group on it. With others, anybody's signature may verify, or nobody's.
   */
  public boolean isUsable() {
    return Ed25519.validatePublicKeyFull(bytes.toArray(), 0);
  }

  @Override
  public String toString() {
    return PREFIX + bytes;
  }
}
