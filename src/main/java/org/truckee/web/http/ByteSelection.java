package org.truckee.web.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truckee.GridException;

/**
 * The bytes of a file that a {@code Range} header selects, as Tahoe reads it: of several ranges the
 * first counts, and a header that is malformed, ends before it begins or has no end and starts at
 * the very end counts as missing.
 */
public record ByteSelection(long offset, long length) {
  private static final int MOST_DIGITS = 18;
  private static final long PAST_ALL_FILES = 1_000_000_000_000_000_000L;
  private static final Pattern FIRST_RANGE =
      Pattern.compile("bytes=\\s*([0-9]{0,18})\\s*-\\s*([0-9]*)\\s*(,.*)?");

  /**
   * The selection of {@code header} from a file of {@code size} bytes; {@code BAD_RANGE} if it
   * starts where no byte is.
   */
  public static Optional<ByteSelection> of(String header, long size) {
    Matcher parts = header == null ? null : FIRST_RANGE.matcher(header.strip());
    if (parts == null || !parts.matches()) return Optional.empty();
    String first = parts.group(1);
    String last = parts.group(2);
    if (first.isEmpty()) return last.isEmpty() ? Optional.empty() : suffix(number(last), size);
    long offset = Long.parseLong(first);
    long end = last.isEmpty() ? size : number(last) + 1;
    boolean selects = last.isEmpty() ? offset != size : offset < end;
    if (!selects) return Optional.empty();
    if (offset >= size)
      throw new GridException(GridException.Kind.BAD_RANGE, "First beyond end of file");
    return Optional.of(new ByteSelection(offset, Math.min(size, end) - offset));
  }

  /** The number that {@code digits} are; of those past all files, some other one past them. */
  private static long number(String digits) {
    String rest = digits.replaceFirst("^0+(?=.)", "");
    return rest.length() > MOST_DIGITS ? PAST_ALL_FILES : Long.parseLong(rest);
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
