package org.truckee.dirnode;

/** A text as Tahoe writes it in JSON: in ASCII, with everything else escaped. */
public final class JsonString {
  private JsonString() {}

  /** Adds {@code string}, quoted, to {@code text}. */
  public static void append(String string, StringBuilder text) {
    text.append('"');
    string.chars().forEach(c -> append((char) c, text));
    text.append('"');
  }

  private static void append(char c, StringBuilder text) {
    switch (c) {
      case '"', '\\' -> text.append('\\').append(c);
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      case '\b' -> text.append("\\b");
      case '\f' -> text.append("\\f");
      default -> {
        if (c >= ' ' && c <= '~') text.append(c);
        else text.append("\\u%04x".formatted((int) c));
      }
    }
  }
}
