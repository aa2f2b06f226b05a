package org.truckee.client.directory.tree;

import java.math.BigInteger;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The classes of sizes that files are counted in: two for each power of ten, and one for nothing.
 */
public final class SizeClasses {
  private static final NavigableSet<Long> LAST = new TreeSet<>();

  static {
    LAST.add(0L);
    for (int halves = 1; halves <= 37; halves++)
      LAST.add(BigInteger.TEN.pow(halves).sqrt().longValueExact());
    LAST.add(Long.MAX_VALUE);
  }

  private SizeClasses() {}

  /** The largest size in the class of {@code size}. */
  public static long last(long size) {
    return LAST.ceiling(size);
  }

  /** The smallest size in the class whose largest is {@code last}. */
  public static long first(long last) {
    return last == 0 ? 0 : LAST.lower(last) + 1;
  }
}
