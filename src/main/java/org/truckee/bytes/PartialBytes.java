package org.truckee.bytes;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The bytes that are known of something longer, such as a share that is read in part. */
public final class PartialBytes {
  private final TreeMap<Long, Bytes> parts;

  /** The bytes of {@code parts}, each by the place of its first byte. */
  public PartialBytes(Map<Long, Bytes> parts) {
    this.parts = new TreeMap<>(parts);
  }

  /** The same with {@code more}. */
  public PartialBytes and(PartialBytes more) {
    TreeMap<Long, Bytes> both = new TreeMap<>(parts);
    more.parts.forEach((begin, bytes) -> both.merge(begin, bytes, PartialBytes::longer));
    return new PartialBytes(both);
  }

  private static Bytes longer(Bytes one, Bytes other) {
    return one.size() < other.size() ? other : one;
  }

  /** The bytes at {@code place}; empty if they are not known in one piece. */
  public Optional<Bytes> at(Extent place) {
    for (Map.Entry<Long, Bytes> part : parts.headMap(place.begin(), true).entrySet()) {
      long from = place.begin() - part.getKey();
      long to = place.end() - part.getKey();
      if (to <= part.getValue().size())
        return Optional.of(part.getValue().slice((int) from, (int) to));
    }
    return Optional.empty();
  }

  /** Returns whether the bytes at {@code place} are known. */
  public boolean knows(Extent place) {
    return at(place).isPresent();
  }

  /** The bytes from {@code begin} on, as far as they are known in one piece. */
  public Bytes from(long begin) {
    Bytes longest = Bytes.EMPTY;
    for (Map.Entry<Long, Bytes> part : parts.headMap(begin, true).entrySet()) {
      long from = begin - part.getKey();
      Bytes bytes = part.getValue();
      if (from <= bytes.size()) longest = longer(longest, bytes.slice((int) from, bytes.size()));
    }
    return longest;
  }
}
