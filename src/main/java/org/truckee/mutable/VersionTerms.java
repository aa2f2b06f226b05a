package org.truckee.mutable;

import java.util.Objects;
import org.truckee.cap.MutableFormat;

/**
 * The terms of a version of a mutable file beside its contents: its form, its number and its
 * encoding.
 *
 * @param sequence its number; each version has a higher one than the one before
 * @param needed the number of shares that give the file back
 * @param total the number of shares that there are
 * @param segmentSize the bytes of every segment but the last
 * @param size the bytes of the contents
 */
public record VersionTerms(
    MutableFormat format, long sequence, int needed, int total, int segmentSize, long size) {
  /** Checks that the numbers can be had together. */
  public VersionTerms {
    Objects.requireNonNull(format, "format");
    if (needed < 1 || needed > total || total > 255)
      throw new IllegalArgumentException(needed + "-of-" + total);
    if (sequence < 0 || size < 0 || segmentSize < 0 || segmentSize % needed != 0)
      throw new IllegalArgumentException(size + " bytes in segments of " + segmentSize);
    if (size > 0 && segmentSize == 0) throw new IllegalArgumentException("no segment size");
    if (format == MutableFormat.SDMF && size > segmentSize)
      throw new IllegalArgumentException("more than one segment");
  }

  /** The same terms of a version of another number. */
  public VersionTerms numbered(long other) {
    return new VersionTerms(format, other, needed, total, segmentSize, size);
  }
}
