package org.truckee.cli.name;

import java.nio.charset.StandardCharsets;

/** Percent-encoding of one part of a URL: everything but letters, digits and {@code -._~}. */
public final class UrlText {
  private static final String PLAIN = "-._~";

  private UrlText() {}

  /** {@code text} in UTF-8, percent-encoded. */
  public static String encode(String text) {
    StringBuilder out = new StringBuilder();
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xff);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0)) out.append(c);
      else out.append('%').append("%02X".formatted((int) c));
    }
    return out.toString();
  }
}
