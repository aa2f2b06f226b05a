package org.truckee.protocol.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A set of bytes of a share, kept as ranges that do not touch. Not thread-safe. */
public final class ByteRanges {
  private final TreeMap<Long, Long> ranges = new TreeMap<>();

  /** Adds {@code range}, and returns those parts of it that were not in the set. */
  public List<ByteRange> add(ByteRange range) {
    List<ByteRange> added = missing(range);
    long begin = range.begin();
    long end = range.end();
    for (Map.Entry<Long, Long> near = ranges.floorEntry(end);
        near != null && near.getValue() >= begin;
        near = ranges.floorEntry(end)) {
      begin = Math.min(begin, near.getKey());
      end = Math.max(end, near.getValue());
      ranges.remove(near.getKey());
    }
    ranges.put(begin, end);
    return added;
  }

  /** The ranges that do not touch. */
  public int count() {
    return ranges.size();
  }

  /** Takes {@code range} out of the set. */
  public void remove(ByteRange range) {
    for (ByteRange part : present(range)) {
      Map.Entry<Long, Long> whole = ranges.floorEntry(part.begin());
      ranges.remove(whole.getKey());
      if (whole.getKey() < part.begin()) ranges.put(whole.getKey(), part.begin());
      if (whole.getValue() > part.end()) ranges.put(part.end(), whole.getValue());
    }
  }

  /** The parts of {@code range} that are in the set, in order. */
  public List<ByteRange> present(ByteRange range) {
    List<ByteRange> present = new ArrayList<>();
    Long first = ranges.floorKey(range.begin());
    for (Map.Entry<Long, Long> near :
        ranges.tailMap(first == null ? range.begin() : first).entrySet()) {
      if (near.getKey() >= range.end()) break;
      long begin = Math.max(near.getKey(), range.begin());
      long end = Math.min(near.getValue(), range.end());
      if (begin < end) present.add(new ByteRange(begin, end));
    }
    return present;
  }

  /** The parts of {@code range} that are not in the set, in order. */
  public List<ByteRange> missing(ByteRange range) {
    List<ByteRange> missing = new ArrayList<>();
    long at = range.begin();
    for (ByteRange present : present(range)) {
      if (at < present.begin()) missing.add(new ByteRange(at, present.begin()));
      at = present.end();
    }
    if (at < range.end()) missing.add(new ByteRange(at, range.end()));
    return missing;
  }
}
