package org.truckee.web.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truckee.GridException;

/**
 * The bytes of a file that a {@code Range} header selects, as Tahoe reads it: of several ranges the
 * first counts, and a header that is malformed, ends before it begins or starts at the very end
 * counts as missing.
 */
public record ByteSelection(long offset, long length) {
  private static final Pattern FIRST_RANGE =
      Pattern.compile("bytes=\\s*([0-9]{0,18})\\s*-\\s*([0-9]{0,18})\\s*(,.*)?");

  /**
   * The selection of {@code header} from a file of {@code size} bytes; {@code BAD_RANGE} if it
   * starts past the end.
   */
  public static Optional<ByteSelection> of(String header, long size) {
    Matcher parts = header == null ? null : FIRST_RANGE.matcher(header.strip());
    if (parts == null || !parts.matches()) return Optional.empty();
    String first = parts.group(1);
    String last = parts.group(2);
    if (first.isEmpty())
      return last.isEmpty() ? Optional.empty() : suffix(Long.parseLong(last), size);
    long offset = Long.parseLong(first);
    if (offset > size)
      throw new GridException(GridException.Kind.BAD_RANGE, "First beyond end of file");
    long end = last.isEmpty() ? size : Math.min(size, Long.parseLong(last) + 1);
    return end <= offset ? Optional.empty() : Optional.of(new ByteSelection(offset, end - offset));
  }

  /** Returns whether {@code header} selects bytes past the end of a file of {@code size} bytes. */
  public static boolean isPastEnd(String header, long size) {
    try {
      of(header, size);
      return false;
    } catch (GridException pastEnd) {
      return true;
    }
  }

  private static Optional<ByteSelection> suffix(long count, long size) {
    long length = Math.min(count, size);
    return length == 0 ? Optional.empty() : Optional.of(new ByteSelection(size - length, length));
  }

  /** The value of the {@code Content-Range} header. */
  public String toContentRange(long size) {
    return "bytes " + offset + "-" + (offset + length - 1) + "/" + size;
  }
}
