package org.truckee.dirnode.metadata;

import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes JSON as Tahoe stores it: in one line of ASCII, {@code ", "} between the parts and {@code
 * ": "} after a key.
 */
public final class JsonText {
  private static final HexFormat HEX = HexFormat.of();

  private final StringBuilder text = new StringBuilder();

  private JsonText() {}

  static String of(Object value) {
    JsonText json = new JsonText();
    json.value(value);
    return json.text.toString();
  }

  private void value(Object value) {
    if (value instanceof String string) appendString(string, text);
    else if (value instanceof Map<?, ?> map) all('{', map.entrySet(), this::field, '}');
    else if (value instanceof List<?> list) all('[', list, this::value, ']');
    else text.append(value);
  }

  private <T> void all(char begin, Iterable<T> parts, Consumer<? super T> each, char end) {
    text.append(begin);
    for (Iterator<T> rest = parts.iterator(); rest.hasNext(); ) {
      each.accept(rest.next());
      if (rest.hasNext()) text.append(", ");
    }
    text.append(end);
  }

  private void field(Map.Entry<?, ?> field) {
    appendString(field.getKey().toString(), text);
    text.append(": ");
    value(field.getValue());
  }

  /** Adds {@code string} to {@code text}, quoted, and in ASCII with everything else escaped. */
  public static void appendString(String string, StringBuilder text) {
    text.append('"');
    int plain = 0;
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      if (isPlain(c)) continue;
      text.append(string, plain, i);
      escape(c, text);
      plain = i + 1;
    }
    text.append(string, plain, string.length()).append('"');
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c <= '~' && c != '"' && c != '\\';
  }

  private static void escape(char c, StringBuilder text) {
    switch (c) {
      case '"', '\\' -> text.append('\\').append(c);
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      case '\b' -> text.append("\\b");
      case '\f' -> text.append("\\f");
      default -> text.append("\\u").append(HEX.toHexDigits(c));
    }
  }
}
