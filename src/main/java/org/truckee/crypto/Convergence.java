package org.truckee.crypto;

import java.nio.charset.StandardCharsets;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Netstring;
import org.truckee.bytes.Secret;

/**
 * Encryption keys that follow from the contents: the same file, encoded in the same way with the
 * same convergence secret, gets the same key, and so the same shares. The secret keeps outsiders
 * from guessing contents. The tag is {@code
 * "allmydata_immutable_content_to_key_with_added_secret_v1+" || netstring(secret) ||
 * netstring("k,n,segment size")}.
 */
public final class Convergence {
  private static final Bytes TAG =
      Bytes.utf8("allmydata_immutable_content_to_key_with_added_secret_v1+");
  private static final int KEY_SIZE = 16;

  private Convergence() {}

  /**
   * A hasher over a file's plaintext whose digest is its key, when cut into segments of {@code
   * segmentSize}.
   */
  public static TaggedHasher keyHasher(Secret secret, int needed, int total, int segmentSize) {
    if (needed < 1 || needed > total || total > 256)
      throw new IllegalArgumentException(needed + "-of-" + total);
    Bytes parameters =
        Bytes.wrap((needed + "," + total + "," + segmentSize).getBytes(StandardCharsets.US_ASCII));
    return TaggedHasher.tagged(
        Bytes.concat(TAG, Netstring.of(secret.bytes()), Netstring.of(parameters)), KEY_SIZE);
  }
}
