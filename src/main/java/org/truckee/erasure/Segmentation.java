package org.truckee.erasure;

import java.util.Objects;

/**
 * The cutting of a ciphertext of {@code size} bytes into segments, and of each segment into {@code
 * needed} blocks. A segment that does not divide evenly is padded with zeros before it is coded;
 * the padding is hashed with the blocks and not with the segment.
 */
public record Segmentation(long size, int segmentSize, int needed) {
  /** Checks that there is something to cut, into segments that divide evenly. */
  public Segmentation {
    if (size < 1) throw new IllegalArgumentException("nothing to cut: " + size + " bytes");
    if (needed < 1 || needed > 256) throw new IllegalArgumentException("needed: " + needed);
    if (segmentSize < 1 || segmentSize % needed != 0) {
      throw new IllegalArgumentException(
          "segments of " + segmentSize + " into " + needed + " blocks");
    }
  }

  /** The segmentation that is used for writing a file, given the largest segment allowed. */
  public static Segmentation of(long size, int maximumSegmentSize, int needed) {
    long smaller = Math.min(maximumSegmentSize, size);
    return new Segmentation(size, Math.toIntExact(roundUp(smaller, needed)), needed);
  }

  /** The number of segments; only the last may be short. */
  public long segments() {
    return (size + segmentSize - 1) / segmentSize;
  }

  /** The bytes of ciphertext in segment {@code index}. */
  public int segmentLength(long index) {
    Objects.checkIndex(index, segments());
    return (int) Math.min(segmentSize, size - index * segmentSize);
  }

  /** The bytes of each block of segment {@code index}. */
  public int blockLength(long index) {
    return (int) (roundUp(segmentLength(index), needed) / needed);
  }

  /** The bytes of each block of every segment but the last. */
  public int blockSize() {
    return segmentSize / needed;
  }

  /** The bytes of the last segment, padded: those of its blocks together. */
  public int paddedTail() {
    return blockLength(segments() - 1) * needed;
  }

  /** The bytes of all blocks of one share. */
  public long shareDataSize() {
    return (segments() - 1) * blockSize() + blockLength(segments() - 1);
  }

  /** The segment that byte {@code offset} of the file is in. */
  public long segmentAt(long offset) {
    return Objects.checkIndex(offset, size) / segmentSize;
  }

  private static long roundUp(long value, int multiple) {
    return (value + multiple - 1) / multiple * multiple;
  }
}
