package org.truckee.crypto.pake;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.HmacSha256;

/**
 * The keys of the messages of a conversation, one for each side and phase, by HKDF-SHA256 without a
 * salt: {@code "wormhole:phase:" || SHA256(side) || SHA256(phase)} is its information.
 *
 * @param shared the key that both sides have agreed on
 */
public record PhaseKeys(Secret shared) {
  private static final int HASH = 32;

  /** The box of the message that {@code side} sends in {@code phase}. */
  public SecretBox box(String side, String phase) {
    return new SecretBox(key(side, phase));
  }

  /** The key of the message that {@code side} sends in {@code phase}. */
  Secret key(String side, String phase) {
    Bytes about =
        Bytes.concat(
            Bytes.utf8("wormhole:phase:"), sha256(Bytes.utf8(side)), sha256(Bytes.utf8(phase)));
    return new Secret(expanded(shared.bytes(), about, HASH));
  }

  /** {@code size} bytes that follow from {@code input}, by HKDF-SHA256 without a salt. */
  static Bytes expanded(Bytes input, Bytes about, int size) {
    Bytes first = new HmacSha256(new Secret(Bytes.wrap(new byte[HASH]))).of(input);
    HmacSha256 next = new HmacSha256(new Secret(first));
    Bytes block = Bytes.EMPTY;
    Bytes all = Bytes.EMPTY;
    for (byte i = 1; all.size() < size; i++) {
      block = next.of(Bytes.concat(block, about, Bytes.wrap(new byte[] {i})));
      all = Bytes.concat(all, block);
    }
    return all.slice(0, size);
  }

  /** The SHA-256 of {@code bytes}, without a tag. */
  static Bytes sha256(Bytes bytes) {
    try {
      return Bytes.wrap(MessageDigest.getInstance("SHA-256").digest(bytes.toArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
