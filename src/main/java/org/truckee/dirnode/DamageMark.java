package org.truckee.dirnode;

import java.util.Optional;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.Tag;

/**
 * The name of an entry whose own name can't be read: a text that tells it from all others, and that
 * stays the same until the entry is removed by it. The mark is {@code damaged-entry-BASE32}, of the
 * slot that a vdrive server keeps the entry in, or of the hash of its bytes in a table.
 */
public final class DamageMark {
  private static final String PREFIX = "damaged-entry-";

  private DamageMark() {}

  /** The mark of the entry in {@code slot}. */
  public static String of(Slot slot) {
    return PREFIX + slot;
  }

  /** The mark of an entry that consists of {@code bytes}. */
  static String of(Bytes bytes) {
    return of(new Slot(Tag.VDRIVE_ENTRY.hash(bytes)));
  }

  /** The slot that {@code name} marks; empty if it marks none. */
  public static Optional<Slot> slot(String name) {
    if (!name.startsWith(PREFIX)) return Optional.empty();
    try {
      return Optional.of(Slot.parse(name.substring(PREFIX.length())));
    } catch (IllegalArgumentException justAName) {
      return Optional.empty();
    }
  }
}
