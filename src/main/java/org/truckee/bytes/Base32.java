package org.truckee.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Tahoe's base32: RFC 4648's alphabet in lower case, most significant bit first, without padding.
 * The text of n bytes is the shortest that holds them; its unused trailing bits are zero, and a
 * text in which they are not is refused, so that every byte string has exactly one text.
 */
public final class Base32 {
  private static final byte[] ALPHABET =
      "abcdefghijklmnopqrstuvwxyz234567".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] VALUES = new byte[128];

  static {
    Arrays.fill(VALUES, (byte) -1);
    for (int i = 0; i < ALPHABET.length; i++) VALUES[ALPHABET[i]] = (byte) i;
  }

  private Base32() {}

  /** Returns the text of {@code data}. */
  public static String encode(byte[] data) {
    byte[] text = new byte[encodedLength(data.length)];
    int bits = 0;
    int held = 0;
    int next = 0;
    for (byte b : data) {
      held = (held << 8) | (b & 0xff);
      for (bits += 8; bits >= 5; bits -= 5) text[next++] = ALPHABET[(held >>> (bits - 5)) & 31];
    }
    if (bits > 0) text[next] = ALPHABET[(held << (5 - bits)) & 31];
    return new String(text, StandardCharsets.US_ASCII);
  }

  /**
   * Returns the bytes of {@code text}.
   *
   * @throws IllegalArgumentException if it is not what {@link #encode} gives; the message does not
   *     quote the text, which may be a secret
   */
  public static byte[] decode(String text) {
    byte[] data = new byte[text.length() * 5 / 8];
    if (encodedLength(data.length) != text.length()) {
      throw new IllegalArgumentException("no base32 text has " + text.length() + " characters");
    }
    int bits = 0;
    int held = 0;
    int next = 0;
    for (int i = 0; i < text.length(); i++) {
      held = (held << 5) | value(text.charAt(i), i);
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        data[next++] = (byte) (held >>> bits);
      }
    }
    if ((held & ((1 << bits) - 1)) != 0) {
      throw new IllegalArgumentException("base32 text ends in bits that belong to no byte");
    }
    return data;
  }

  /** The characters that {@code size} bytes take. */
  public static int encodedLength(int size) {
    return Math.toIntExact((size * 8L + 4) / 5);
  }

  private static int value(char c, int position) {
    int value = c < VALUES.length ? VALUES[c] : -1;
    if (value < 0) throw new IllegalArgumentException("not base32 at character " + position);
    return value;
  }
}
