package org.truckee.crypto;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Netstring;

/** A tagged SHA-256d over bytes that come piece by piece. Not thread-safe; digests once. */
public final class TaggedHasher {
  private final MessageDigest sha256;
  private final int size;

  private TaggedHasher(MessageDigest sha256, int size) {
    this.sha256 = sha256;
    this.size = size;
  }

  /** A hash of {@code size} bytes under a tag that is computed, such as a convergence secret. */
  public static TaggedHasher tagged(Bytes tag, int size) {
    return startingWith(Netstring.of(tag), size);
  }

  static TaggedHasher startingWith(Bytes prefix, int size) {
    return new TaggedHasher(sha256(), size).update(prefix);
  }

  /** Adds all of {@code bytes}. */
  public TaggedHasher update(Bytes bytes) {
    sha256.update(bytes.asByteBuffer());
    return this;
  }

  /** Adds {@code length} bytes of {@code array} from {@code offset}. */
  public TaggedHasher update(byte[] array, int offset, int length) {
    sha256.update(array, offset, length);
    return this;
  }

  /** Adds what remains in {@code buffer}, and moves it to its limit. */
  public TaggedHasher update(ByteBuffer buffer) {
    sha256.update(buffer);
    return this;
  }

  /** The hash of all bytes that were added. */
  public Bytes digest() {
    byte[] inner = sha256.digest();
    byte[] outer = sha256.digest(inner);
    return Bytes.wrap(size == outer.length ? outer : Arrays.copyOf(outer, size));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
