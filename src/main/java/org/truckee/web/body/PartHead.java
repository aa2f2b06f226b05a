package org.truckee.web.body;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.truckee.GridException;

/**
 * The name of a part of a form, and of the file in it, exactly as their sender wrote them: RFC 7578
 * as browsers send it (a quote is {@code %22}, a line end {@code %0D} or {@code %0A}), where older
 * programs write a quote as {@code \"}. Every other character stands for itself, the backslash too.
 * {@code filename*} (RFC 8187) comes before {@code filename}.
 */
record PartHead(String name, Optional<String> filename) {
  private static final String DISPOSITION = "content-disposition:";

  /** Reads the header lines of a part. */
  static PartHead parse(byte[] lines) {
    for (String line : Percent.utf8(lines).split("\r\n", -1)) {
      if (line.toLowerCase(Locale.ROOT).startsWith(DISPOSITION))
        return of(parameters(line.substring(DISPOSITION.length())));
    }
    throw bad("a part of the form lacks its Content-Disposition");
  }

  /** The name of the file, without the directories on the sender's disk that some programs add. */
  String localName() {
    String path = filename.orElse("");
    return path.startsWith("/") ? path.substring(path.lastIndexOf('/') + 1) : path;
  }

  private static PartHead of(Map<String, String> parameters) {
    String name = parameters.get("name");
    if (name == null) throw bad("a part of the form has no name");
    String extended = parameters.get("filename*");
    Optional<String> filename =
        extended == null
            ? Optional.ofNullable(parameters.get("filename"))
            : Optional.of(extended(extended));
    return new PartHead(name, filename);
  }

  /** The parameters after {@code form-data}. */
  private static Map<String, String> parameters(String value) {
    Map<String, String> parameters = new HashMap<>();
    int at = value.indexOf(';');
    while (at >= 0) {
      int equals = value.indexOf('=', at);
      if (equals < 0) break;
      String name = value.substring(at + 1, equals).strip().toLowerCase(Locale.ROOT);
      int begin = equals + 1;
      while (begin < value.length() && value.charAt(begin) == ' ') begin++;
      boolean quoted = begin < value.length() && value.charAt(begin) == '"';
      int end = quoted ? closing(value, begin + 1) : semicolon(value, begin);
      String text =
          quoted
              ? unquoted(value.substring(begin + 1, end))
              : value.substring(begin, end).stripTrailing();
      parameters.putIfAbsent(name, text);
      at = value.indexOf(';', end);
    }
    return parameters;
  }

  private static int semicolon(String value, int from) {
    int found = value.indexOf(';', from);
    return found < 0 ? value.length() : found;
  }

  /** The end of the quoted text: a quote after a backslash is in it if another one follows. */
  private static int closing(String value, int from) {
    int quote = value.indexOf('"', from);
    while (quote > from && value.charAt(quote - 1) == '\\') {
      int next = value.indexOf('"', quote + 1);
      if (next < 0 || value.substring(quote + 1).matches("\\s*;\\s*[A-Za-z*]+\\s*=\\s*\".*"))
        return quote;
      quote = next;
    }
    if (quote < 0) throw bad("a name in the form has no end");
    return quote;
  }

  private static String unquoted(String text) {
    return text.replace("\\\"", "\"")
        .replace("%22", "\"")
        .replaceAll("%0[Dd]", "\r")
        .replaceAll("%0[Aa]", "\n");
  }

  /** The text of {@code UTF-8'language'percent-encoded}. */
  private static String extended(String text) {
    String[] parts = text.split("'", 3);
    if (parts.length == 3 && parts[0].equalsIgnoreCase(StandardCharsets.UTF_8.name()))
      return Percent.decode(parts[2]);
    throw bad("filename* in the form has to be UTF-8''NAME, percent-encoded");
  }

  private static GridException bad(String message) {
    return new GridException(GridException.Kind.BAD_REQUEST, message);
  }
}
