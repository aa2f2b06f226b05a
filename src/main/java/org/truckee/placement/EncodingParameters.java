package org.truckee.placement;

/**
 * The parameters of encoding: any {@code needed} of {@code total} shares give the file back; an
 * upload succeeds once the shares are spread so that {@code happy} servers could each lose theirs
 * singly; a segment is at most {@code maximumSegmentSize} bytes.
 */
public record EncodingParameters(int needed, int happy, int total, int maximumSegmentSize) {
  /** Tahoe's defaults: 3 of 10, happy with 7, segments of 1 MiB. */
  public static final EncodingParameters DEFAULT = new EncodingParameters(3, 7, 10, 1 << 20);

  /** Checks that the numbers can be had together. */
  public EncodingParameters {
    if (needed < 1 || needed > total || total > 256) {
      throw new IllegalArgumentException(
          "needed " + needed + " of total " + total + ": 1 to 256, needed at most total");
    }
    if (happy < 1 || happy > total)
      throw new IllegalArgumentException("happy " + happy + ": 1 to total " + total);
    if (maximumSegmentSize < 1024 || maximumSegmentSize > 64 << 20) {
      throw new IllegalArgumentException(
          "maximum segment size " + maximumSegmentSize + ": 1 KiB to 64 MiB");
    }
  }

  /**
   * The largest segment, rounded so that it divides into blocks; it is part of what convergent keys
   * are made from.
   */
  public int segmentSizeFor(long size) {
    long smaller = Math.min(maximumSegmentSize, size);
    return Math.toIntExact((smaller + needed - 1) / needed * needed);
  }
}
