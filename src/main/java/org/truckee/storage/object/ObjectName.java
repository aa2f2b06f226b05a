package org.truckee.storage.object;

import java.security.SecureRandom;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.StorageIndex;

/**
 * The name of an object: {@code AB/STORAGEINDEX/SHNUM.TAG}. Each object has a tag of its own, so
 * that no share is ever written over another, whatever goes wrong in the middle.
 */
public record ObjectName(StorageIndex storageIndex, int shareNumber, Bytes tag) {
  /** The bytes of a tag. */
  public static final int TAG_SIZE = 16;

  private static final Pattern TEXT =
      Pattern.compile("([a-z2-7]{2})/([a-z2-7]{26})/(0|[1-9][0-9]{0,2})\\.([a-z2-7]{26})");

  /** Checks the tag. */
  public ObjectName {
    Objects.requireNonNull(storageIndex, "storageIndex");
    if (tag.size() != TAG_SIZE) throw new IllegalArgumentException("a tag of " + tag.size());
  }

  /** A name that no object has. */
  public static ObjectName fresh(StorageIndex storageIndex, int shareNumber, SecureRandom random) {
    byte[] tag = new byte[TAG_SIZE];
    random.nextBytes(tag);
    return new ObjectName(storageIndex, shareNumber, Bytes.wrap(tag));
  }

  /** The name that is written as {@code text}; empty if it is none. */
  public static Optional<ObjectName> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches() || !parts.group(2).startsWith(parts.group(1))) return Optional.empty();
    try {
      return Optional.of(
          new ObjectName(
              StorageIndex.parse(parts.group(2)),
              Integer.parseInt(parts.group(3)),
              Bytes.ofBase32(parts.group(4))));
    } catch (IllegalArgumentException other) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    String index = storageIndex.toString();
    return "%s/%s/%d.%s".formatted(index.substring(0, 2), index, shareNumber, tag);
  }
}
