package org.truckee.immutable;

import java.util.Arrays;
import java.util.Objects;
import org.truckee.bytes.Bytes;
import org.truckee.erasure.Segmentation;

/**
 * One share once more, for another server. Nothing goes into it that was not checked: its blocks,
 * all its hashes and the UEB. A share as its file's encoder made it is copied to the byte.
 *
 * @param source the share that is copied
 */
public record ShareCopy(CheckedShare source) {
  /** Checks that there is a share. */
  public ShareCopy {
    Objects.requireNonNull(source, "source");
  }

  /** The bytes of the copy. */
  public long size() {
    return ShareRepair.shareSize(source);
  }

  /** The segment {@code index}, of which only the block of this share stands in {@code blocks}. */
  public EncodedSegment segment(long index, byte[] blocks, int offset) {
    Segmentation cut = source.ueb().segmentation();
    byte[][] byNumber = new byte[source.ueb().total()][];
    byNumber[source.shareNumber()] =
        Arrays.copyOfRange(blocks, offset, offset + cut.blockLength(index));
    return new EncodedSegment(byNumber);
  }

  /** All of it after its blocks. */
  public Bytes tail() {
    return source.tail(ShareRepair.layout(source));
  }
}
