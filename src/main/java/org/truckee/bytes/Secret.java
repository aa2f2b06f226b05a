package org.truckee.bytes;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;

/**
 * Bytes that give power to everybody who has them: an encryption key, a lease secret, a swissnum.
 * Equality takes the same time whatever the contents, and {@link #toString} hides them, so that one
 * that slips into a log says nothing.
 */
public final class Secret {
  private final Bytes bytes;

  /** The secret that consists of {@code bytes}. */
  public Secret(Bytes bytes) {
    this.bytes = Objects.requireNonNull(bytes, "bytes");
  }

  /**
   * The secret whose base32 text is {@code text}; {@link IllegalArgumentException} if it is none.
   */
  public static Secret ofBase32(String text) {
    return new Secret(Bytes.ofBase32(text));
  }

  /** The number of bytes. */
  public int size() {
    return bytes.size();
  }

  /** The bytes themselves, for computing and for sending; never for a log. */
  public Bytes bytes() {
    return bytes;
  }

  /** The base32 text, for a capability or a file of secrets; never for a log. */
  public String reveal() {
    return bytes.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret
        && MessageDigest.isEqual(bytes.toArray(), secret.bytes.toArray());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes.toArray());
  }

  @Override
  public String toString() {
    return "Secret(" + size() + " bytes)";
  }
}
