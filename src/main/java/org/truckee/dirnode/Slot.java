package org.truckee.dirnode;

import java.util.Objects;
import org.truckee.bytes.Bytes;

/**
 * The place of one name in a directory on a vdrive server: a pseudonym, which tells the name to
 * nobody without the read capability.
 */
public record Slot(Bytes bytes) implements Comparable<Slot> {
  /** The bytes of a slot. */
  public static final int SIZE = 32;

  /** Checks the size. */
  public Slot {
    Objects.requireNonNull(bytes, "bytes");
    if (bytes.size() != SIZE)
      throw new IllegalArgumentException("a slot has 32 bytes, not " + bytes.size());
  }

  /** The slot whose base32 text is {@code text}; {@link IllegalArgumentException} if none. */
  public static Slot parse(String text) {
    return new Slot(Bytes.ofBase32(text));
  }

  @Override
  public int compareTo(Slot other) {
    return bytes.compareTo(other.bytes);
  }

  /** Returns the 52 characters of its base32 text. */
  @Override
  public String toString() {
    return bytes.toString();
  }
}
