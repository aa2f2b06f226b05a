package org.truckee.protocol.storage;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truckee.GridException;

/** The bytes of a share from {@code begin} to before {@code end}. */
public record ByteRange(long begin, long end) {
  private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{1,18})-([0-9]{1,18})");
  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes ([0-9]{1,18})-([0-9]{1,18})/(\\*|[0-9]{1,18})");

  /** Checks that it holds something. */
  public ByteRange {
    if (begin < 0 || end <= begin) throw new IllegalArgumentException(begin + " to " + end);
  }

  /** The number of bytes. */
  public long length() {
    return end - begin;
  }

  /** Reads a {@code Range} header of one closed range; {@code BAD_RANGE} if it is anything else. */
  public static ByteRange ofRange(String header) {
    return parse(RANGE, header, "Range must be bytes=FIRST-LAST: one range, both ends given");
  }

  /**
   * Reads a {@code Content-Range} header of a known range; {@code BAD_RANGE} if it is missing or
   * anything else.
   */
  public static ByteRange ofContentRange(String header) {
    return parse(
        CONTENT_RANGE,
        header,
        "Content-Range must be bytes FIRST-LAST/LENGTH, or with * for the length");
  }

  private static ByteRange parse(Pattern form, String header, String complaint) {
    Matcher parts = header == null ? null : form.matcher(header.strip());
    if (parts == null || !parts.matches())
      throw new GridException(GridException.Kind.BAD_RANGE, complaint);
    long first = Long.parseLong(parts.group(1));
    long last = Long.parseLong(parts.group(2));
    if (last < first)
      throw new GridException(GridException.Kind.BAD_RANGE, "a range ends before it begins");
    return new ByteRange(first, last + 1);
  }

  /** The value of the {@code Content-Range} header that names these bytes. */
  public String toContentRange() {
    return "bytes " + begin + "-" + (end - 1) + "/*";
  }
}
