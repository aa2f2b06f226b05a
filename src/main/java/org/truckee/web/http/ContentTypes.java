package org.truckee.web.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.MimeMapping;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** The types of files, by their names, and the charset of a text, by its first bytes. */
public final class ContentTypes {
  /** Endings of texts that browsers show only as plain text. */
  private static final Set<String> PLAIN =
      Set.of("md", "markdown", "rst", "adoc", "log", "conf", "ini", "toml", "yaml", "yml");

  private static final Set<String> TEXTS =
      Set.of(
          "application/json",
          "application/javascript",
          "application/x-javascript",
          "application/xml",
          "application/xhtml+xml",
          "application/x-sh",
          "application/sql",
          "image/svg+xml");

  private ContentTypes() {}

  /** The type of a file called {@code name}; one without a dot in it is taken for a text. */
  public static String of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    int dot = lower.lastIndexOf('.');
    if (dot < 0 || PLAIN.contains(lower.substring(dot + 1))) return "text/plain";
    String type = MimeMapping.mimeTypeForFilename(lower);
    return type == null ? "application/octet-stream" : type;
  }

  /** Returns whether files of {@code type} are texts. */
  public static boolean isText(String type) {
    return type.startsWith("text/") || TEXTS.contains(type) || type.endsWith("+xml");
  }

  /**
   * Returns whether {@code piece} of a file is UTF-8; where it begins or ends in the middle of a
   * file, a character may be cut there.
   */
  public static boolean isUtf8(Buffer piece, boolean first, boolean last) {
    byte[] bytes = piece.getBytes();
    int begin = 0;
    if (!first) while (begin < Math.min(3, bytes.length) && (bytes[begin] & 0xc0) == 0x80) begin++;
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes, begin, bytes.length - begin);
    CharBuffer out = CharBuffer.allocate(4096);
    for (; ; ) {
      CoderResult result = decoder.decode(in, out.clear(), last);
      if (result.isError()) return false;
      if (result.isUnderflow()) return true;
    }
  }
}
