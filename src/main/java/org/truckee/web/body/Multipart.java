package org.truckee.web.body;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truckee.GridException;

/**
 * Takes a {@code multipart/form-data} body apart while it comes (RFC 7578):
 *
 * <pre>{@code
 * --BOUNDARY CRLF header lines CRLF CRLF contents CRLF --BOUNDARY ... --BOUNDARY--
 * }</pre>
 *
 * A form that ends before its last boundary is not whole.
 */
final class Multipart {
  private static final int MAX_HEAD = 64 << 10;
  private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final Pattern BOUNDARY =
      Pattern.compile("(?i);\\s*boundary\\s*=\\s*(?:\"([^\"]+)\"|([^\\s;]+))");

  /** The receiver of the parts, which come one after the other. */
  interface Parts {
    /** A part begins. */
    void begin(PartHead head);

    /** More of the part comes. */
    void add(byte[] contents);

    /** The part has come whole. */
    void end();
  }

  private enum State {
    PREAMBLE,
    HEAD,
    CONTENTS,
    EPILOGUE
  }

  private final byte[] delimiter;
  private final Parts parts;
  private State state = State.PREAMBLE;
  private byte[] held = {'\r', '\n'};

  private Multipart(String boundary, Parts parts) {
    this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    this.parts = parts;
  }

  /** Takes apart a body of {@code contentType}, which names the boundary. */
  static Multipart of(String contentType, Parts parts) {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!boundary.find()) throw bad("the Content-Type of the form names no boundary");
    return new Multipart(
        Optional.ofNullable(boundary.group(1)).orElseGet(() -> boundary.group(2)), parts);
  }

  /** Returns whether a body of {@code contentType} is one. */
  static boolean is(String contentType) {
    return contentType.strip().toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
  }

  /** Takes more of the body; fails with {@code BAD_REQUEST} if it is malformed. */
  void add(byte[] bytes) {
    held = held.length == 0 ? bytes : concat(held, bytes);
    boolean more = true;
    while (more) more = state == State.HEAD ? head() : state != State.EPILOGUE && contents();
    if (state == State.EPILOGUE) held = new byte[0];
  }

  /** The body has ended. */
  void finish() {
    if (state != State.EPILOGUE) throw bad("the form breaks off, or has no boundary at its end");
  }

  private boolean head() {
    int end = indexOf(held, HEAD_END, 0);
    if (Math.max(end, held.length - HEAD_END.length) > MAX_HEAD)
      throw new GridException(
          GridException.Kind.TOO_LARGE,
          "the names in a part of a form have at most " + MAX_HEAD + " bytes together");
    if (end < 0) return false;
    PartHead head = PartHead.parse(Arrays.copyOf(held, end));
    drop(end + HEAD_END.length);
    state = State.CONTENTS;
    parts.begin(head);
    return true;
  }

  /**
   * Passes on the bytes that can't be part of a boundary; the others are kept until more have come.
   */
  private boolean contents() {
    int found = indexOf(held, delimiter, 0);
    while (found >= 0) {
      int after = found + delimiter.length;
      int line = after;
      while (line < held.length && (held[line] == ' ' || held[line] == '\t')) line++;
      if (line + 2 > held.length) {
        pass(found);
        return false;
      }
      boolean last = held[after] == '-' && held[after + 1] == '-';
      boolean next = held[line] == '\r' && held[line + 1] == '\n';
      if (last || next) {
        pass(found);
        boundary(last, line - found);
        return true;
      }
      found = indexOf(held, delimiter, after);
    }
    pass(Math.max(0, held.length - delimiter.length + 1));
    return false;
  }

  private void boundary(boolean last, int length) {
    if (state == State.CONTENTS) parts.end();
    state = last ? State.EPILOGUE : State.HEAD;
    drop(length);
  }

  private void pass(int length) {
    if (length == 0) return;
    if (state == State.CONTENTS) parts.add(Arrays.copyOf(held, length));
    drop(length);
  }

  private void drop(int length) {
    held = Arrays.copyOfRange(held, length, held.length);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static int indexOf(byte[] text, byte[] wanted, int from) {
    int last = text.length - wanted.length;
    for (int at = from; at <= last; at++) {
      if (text[at] == wanted[0]
          && Arrays.equals(text, at, at + wanted.length, wanted, 0, wanted.length)) return at;
    }
    return -1;
  }

  private static GridException bad(String message) {
    return new GridException(GridException.Kind.BAD_REQUEST, message);
  }
}
