package org.truckee.bytes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The place of some bytes in something longer, from {@code begin} to before {@code end}. */
public record Extent(long begin, long end) {
  /** Checks the order of the ends. */
  public Extent {
    if (begin < 0 || end < begin) throw new IllegalArgumentException(begin + " to " + end);
  }

  /** The place of {@code length} bytes from {@code begin} on. */
  public static Extent of(long begin, long length) {
    return new Extent(begin, Math.addExact(begin, length));
  }

  /** The number of bytes. */
  public long length() {
    return end - begin;
  }

  /**
   * Extents in order that hold all of {@code wanted}: two of these between which {@code gap} bytes
   * or fewer lie become one, since asking twice costs more.
   */
  public static List<Extent> joined(Collection<Extent> wanted, long gap) {
    List<Extent> joined = new ArrayList<>();
    for (Extent next : wanted.stream().sorted(Comparator.comparing(Extent::begin)).toList()) {
      int last = joined.size() - 1;
      if (last >= 0 && next.begin - joined.get(last).end <= gap)
        joined.set(last, joined.get(last).to(next.end));
      else joined.add(next);
    }
    return joined;
  }

  private Extent to(long other) {
    return new Extent(begin, Math.max(end, other));
  }
}
