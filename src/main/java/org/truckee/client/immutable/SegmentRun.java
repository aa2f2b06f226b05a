package org.truckee.client.immutable;

import java.util.stream.LongStream;
import org.truckee.immutable.Segmentation;

/**
 * Some segments of a file, one after the other, which are fetched with one request for each share.
 */
record SegmentRun(long first, int count) {
  private static final int TARGET = 512 << 10;

  /**
   * The run that starts at segment {@code first}, as long as is worth a request, and not past
   * segment {@code last}.
   */
  static SegmentRun starting(Segmentation cut, long first, long last) {
    long worthwhile = Math.max(1, TARGET / cut.segmentSize());
    return new SegmentRun(first, (int) Math.min(worthwhile, last - first + 1));
  }

  /** The numbers of the segments. */
  LongStream segments() {
    return LongStream.range(first, end());
  }

  /** The segment after the last one. */
  long end() {
    return first + count;
  }

  /** The bytes of the file in these segments. */
  int length(Segmentation cut) {
    return segments().mapToInt(cut::segmentLength).sum();
  }

  /** The bytes that one share holds of these segments. */
  int blockBytes(Segmentation cut) {
    return segments().mapToInt(cut::blockLength).sum();
  }

  /** Where, among these bytes, the block of segment {@code index} starts. */
  int blockStart(Segmentation cut, long index) {
    return (int) (index - first) * cut.blockSize();
  }
}
