package org.truckee.web.page;

import io.pebbletemplates.pebble.extension.escaper.EscapingStrategy;

/**
 * Escapes a text for HTML, and shows invisible characters as marks: control and format characters,
 * such as those that turn the direction of a text, and line ends. So no name looks like another
 * one. Joiners stay between letters of scripts that need them.
 */
final class VisibleText implements EscapingStrategy {
  @Override
  public String escape(String text) {
    StringBuilder shown = new StringBuilder(text.length() + 16);
    int before = 0;
    for (int at = 0; at < text.length(); ) {
      int c = text.codePointAt(at);
      if (isHidden(c, before)) mark(c, shown);
      else escape(c, shown);
      before = c;
      at += Character.charCount(c);
    }
    return shown.toString();
  }

  private static boolean isHidden(int c, int before) {
    if (c == 0x200c || c == 0x200d) return before < 0x300;
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }

  private static void mark(int c, StringBuilder shown) {
    if (c < 0x20) shown.appendCodePoint(0x2400 + c);
    else if (c == 0x7f) shown.append('\u2421');
    else shown.append(String.format("[U+%04X]", c));
  }

  private static void escape(int c, StringBuilder shown) {
    switch (c) {
      case '&' -> shown.append("&amp;");
      case '<' -> shown.append("&lt;");
      case '>' -> shown.append("&gt;");
      case '"' -> shown.append("&quot;");
      case '\'' -> shown.append("&#39;");
      default -> shown.appendCodePoint(c);
    }
  }
}
