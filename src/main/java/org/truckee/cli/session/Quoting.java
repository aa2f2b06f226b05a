package org.truckee.cli.session;

/**
 * The printing of names and answers: as they are, unless they could lead a terminal astray. Then
 * they stand in double quotes, with escapes, as Tahoe prints them.
 */
public final class Quoting {
  private Quoting() {}

  /** {@code text} as it is if it is harmless. */
  public static String plain(String text) {
    return isHarmless(text) ? text : escaped(text);
  }

  /** {@code text} in quotes: single ones if it is harmless, else double ones with escapes. */
  public static String quoted(String text) {
    return isHarmless(text) && text.indexOf('\'') < 0 ? "'" + text + "'" : escaped(text);
  }

  /** {@code text} as one word of a shell's command line. */
  public static String shell(String text) {
    if (text.matches("[\\w:./@%+,=~-]+") && !text.startsWith("~")) return text;
    if (isHarmless(text)) return "'" + text.replace("'", "'\\''") + "'";
    StringBuilder out = new StringBuilder("$'");
    text.codePoints().forEach(code -> appendForShell(out, code));
    return out.append('\'').toString();
  }

  private static void appendForShell(StringBuilder out, int code) {
    if (code == '\\' || code == '\'') out.append('\\').appendCodePoint(code);
    else if (!needsEscape(code)) out.appendCodePoint(code);
    else if (code < 0x80) out.append("\\x%02x".formatted(code));
    else out.append("\\U%08x".formatted(code));
  }

  private static boolean isHarmless(String text) {
    return text.codePoints().noneMatch(Quoting::needsEscape);
  }

  private static boolean needsEscape(int code) {
    return switch (Character.getType(code)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private static String escaped(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints().forEach(code -> append(out, code));
    return out.append('"').toString();
  }

  private static void append(StringBuilder out, int code) {
    if (code == '\n') out.append("\\n");
    else if ("\"\\$`".indexOf(code) >= 0) out.append('\\').appendCodePoint(code);
    else if (!needsEscape(code)) out.appendCodePoint(code);
    else if (code < 0x100) out.append("\\x%02x".formatted(code));
    else if (code < 0x10000) out.append("\\u%04x".formatted(code));
    else out.append("\\U%08x".formatted(code));
  }
}
