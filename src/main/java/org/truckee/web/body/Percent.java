package org.truckee.web.body;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.truckee.GridException;

/**
 * Percent-encoded UTF-8, read without loss: a malformed escape, and bytes that are not UTF-8, are
 * {@code BAD_REQUEST}. A character of the encoded text stands for one byte.
 */
public final class Percent {
  private Percent() {}

  /** The text of a segment of a path, where a plus sign is one. */
  public static String decode(String encoded) {
    return decode(encoded, '+');
  }

  /** The text of a part of a query or of a form, where a plus sign is a space. */
  static String decodeField(String encoded) {
    return decode(encoded, ' ');
  }

  private static String decode(String encoded, char plus) {
    if (isPlain(encoded)) return encoded;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
    for (int at = 0; at < encoded.length(); at++) {
      char c = encoded.charAt(at);
      if (c == '%') {
        bytes.write(octet(encoded, at));
        at += 2;
      } else if (c > 0xff) {
        throw bad(null);
      } else {
        bytes.write(c == '+' ? plus : c);
      }
    }
    return utf8(bytes.toByteArray());
  }

  private static boolean isPlain(String encoded) {
    return encoded.chars().allMatch(c -> c < 0x80 && c != '%' && c != '+');
  }

  private static int octet(String encoded, int at) {
    boolean whole =
        at + 2 < encoded.length()
            && HexFormat.isHexDigit(encoded.charAt(at + 1))
            && HexFormat.isHexDigit(encoded.charAt(at + 2));
    if (!whole) throw bad(null);
    return HexFormat.fromHexDigits(encoded, at + 1, at + 3);
  }

  /** The text whose UTF-8 is {@code bytes}. */
  static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw bad(e);
    }
  }

  private static GridException bad(Throwable cause) {
    return new GridException(
        GridException.Kind.BAD_REQUEST,
        "names and values in an address or a form are UTF-8, percent-encoded",
        cause);
  }
}
