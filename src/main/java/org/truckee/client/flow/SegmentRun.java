package org.truckee.client.flow;

import java.util.stream.LongStream;
import org.truckee.erasure.Segmentation;

/**
 * Some segments of a file, one after the other, which are fetched with one request for each share.
 */
public record SegmentRun(long first, int count) {
  private static final int TARGET = 512 << 10;

  /**
   * The run that starts at segment {@code first}, of a length that is worth a request, and not past
   * segment {@code last}.
   */
  public static SegmentRun starting(Segmentation cut, long first, long last) {
    long worthwhile = Math.max(1, TARGET / cut.segmentSize());
    return new SegmentRun(first, (int) Math.min(worthwhile, last - first + 1));
  }

  /** The numbers of the segments. */
  public LongStream segments() {
    return LongStream.range(first, end());
  }

  /** The segment after the last one. */
  public long end() {
    return first + count;
  }

  /** The bytes of the file in these segments. */
  public int length(Segmentation cut) {
    return segments().mapToInt(cut::segmentLength).sum();
  }

  /** The bytes that one share holds of these segments. */
  public int blockBytes(Segmentation cut) {
    return segments().mapToInt(cut::blockLength).sum();
  }

  /** The place, among these bytes, where the block of segment {@code index} starts. */
  public int blockStart(Segmentation cut, long index) {
    return (int) (index - first) * cut.blockSize();
  }
}
