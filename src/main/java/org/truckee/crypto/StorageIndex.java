package org.truckee.crypto;

import java.util.Objects;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;

/**
 * The 16-byte address of a file's shares, or of a directory's entries on a vdrive server. It is no
 * secret: it finds shares and opens nothing.
 */
public record StorageIndex(Bytes bytes) implements Comparable<StorageIndex> {
  /** The bytes of a storage index. */
  public static final int SIZE = 16;

  /** Checks the size. */
  public StorageIndex {
    Objects.requireNonNull(bytes, "bytes");
    if (bytes.size() != SIZE) {
      throw new IllegalArgumentException("a storage index has 16 bytes, not " + bytes.size());
    }
  }

  /** The storage index of the immutable file that is encrypted with {@code key}. */
  public static StorageIndex ofKey(Secret key) {
    return new StorageIndex(Tag.STORAGE_INDEX.hash(key.bytes()));
  }

  /**
   * The storage index whose base32 text is {@code text}; {@link IllegalArgumentException} if it is
   * none.
   */
  public static StorageIndex parse(String text) {
    return new StorageIndex(Bytes.ofBase32(text));
  }

  @Override
  public int compareTo(StorageIndex other) {
    return bytes.compareTo(other.bytes);
  }

  /** Returns the 26 characters of its base32 text. */
  @Override
  public String toString() {
    return bytes.toString();
  }
}
