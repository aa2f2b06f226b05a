package org.truckee.bytes;

/** Numbers in texts of strangers: ASCII digits and nothing else, without a sign or a space. */
public final class Digits {
  private Digits() {}

  /** Returns whether {@code text} is a number of one to {@code most} digits. */
  public static boolean areAll(String text, int most) {
    if (text.isEmpty() || text.length() > most) return false;
    for (int i = 0; i < text.length(); i++)
      if (text.charAt(i) < '0' || text.charAt(i) > '9') return false;
    return true;
  }
}
