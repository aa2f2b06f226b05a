package org.truckee;

import java.util.Comparator;

/**
 * The order in which people look for names: {@code part 2} before {@code Part 10}. Runs of digits
 * count as numbers and case does not matter, unless names differ in nothing else.
 */
public final class NaturalOrder implements Comparator<String> {
  public static final NaturalOrder OF_NAMES = new NaturalOrder();

  private NaturalOrder() {}

  @Override
  public int compare(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      int endA = endOfDigits(a, i);
      int endB = endOfDigits(b, j);
      boolean numbers = endA > i && endB > j;
      int order = numbers ? numbers(a, i, endA, b, j, endB) : letters(a.charAt(i), b.charAt(j));
      if (order != 0) return order;
      i = numbers ? endA : i + 1;
      j = numbers ? endB : j + 1;
    }
    int left = Integer.compare(a.length() - i, b.length() - j);
    return left != 0 ? left : a.compareTo(b);
  }

  private static int endOfDigits(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') end++;
    return end;
  }

  private static int numbers(String a, int fromA, int endA, String b, int fromB, int endB) {
    int i = skipZeros(a, fromA, endA);
    int j = skipZeros(b, fromB, endB);
    int lengths = Integer.compare(endA - i, endB - j);
    return lengths != 0 ? lengths : a.substring(i, endA).compareTo(b.substring(j, endB));
  }

  private static int skipZeros(String text, int from, int end) {
    int at = from;
    while (at < end && text.charAt(at) == '0') at++;
    return at;
  }

  private static int letters(char a, char b) {
    return Character.compare(fold(a), fold(b));
  }

  private static char fold(char letter) {
    return Character.toLowerCase(Character.toUpperCase(letter));
  }
}
