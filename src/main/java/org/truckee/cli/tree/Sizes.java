package org.truckee.cli.tree;

import java.util.Locale;

/** Sizes for people, as Tahoe abbreviates them. */
public final class Sizes {
  private static final String PREFIXES = "kMGTPE";

  private Sizes() {}

  /** For example {@code 1.23 MB}. */
  public static String decimal(long size) {
    return abbreviated(size, 1000, "B");
  }

  /** For example {@code (1.23 MB, 1.17 MiB)}. */
  static String both(long size) {
    return "(" + decimal(size) + ", " + abbreviated(size, 1024, "iB") + ")";
  }

  private static String abbreviated(long size, int unit, String suffix) {
    if (size < 1024) return size + " B";
    double value = (double) size / unit;
    int prefix = 0;
    for (; value >= unit && prefix < PREFIXES.length() - 1; prefix++) value /= unit;
    return String.format(Locale.ROOT, "%.2f %c%s", value, PREFIXES.charAt(prefix), suffix);
  }
}
