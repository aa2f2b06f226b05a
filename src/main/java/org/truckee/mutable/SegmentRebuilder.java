package org.truckee.mutable;

import java.util.Arrays;
import java.util.List;
import org.truckee.bytes.Bytes;
import org.truckee.erasure.ErasureCode;

/**
 * Makes the blocks of all shares of one version again, which is not empty, from enough of them; in
 * any order and on any thread. The segments stay encrypted as they are: no key is needed. The root
 * of the version tells whether its writer made the same blocks.
 */
public final class SegmentRebuilder {
  private final SignedPrefix prefix;
  private final ErasureCode code;

  /** A rebuilder of the version {@code prefix}. */
  public SegmentRebuilder(SignedPrefix prefix) {
    this.prefix = prefix;
    this.code = ErasureCode.of(prefix.needed(), prefix.total());
  }

  /** Segment {@code index} as each share holds it, from exactly {@code needed} different blocks. */
  public MutableEncoder.Encoded rebuild(long index, List<MutableDecoder.Block> blocks) {
    int length = prefix.segmentation().blockLength(index);
    int saltSize = MutableLayout.saltSize(prefix.format());
    Bytes salt = blocks.get(0).stored().slice(0, saltSize);
    int[] numbers = blocks.stream().mapToInt(MutableDecoder.Block::shareNumber).toArray();
    byte[][] given =
        blocks.stream()
            .map(block -> block.stored().slice(saltSize, block.stored().size()).toArray())
            .toArray(byte[][]::new);
    byte[][] all = Arrays.copyOf(code.decode(numbers, given, length), prefix.total());
    for (int share = prefix.needed(); share < all.length; share++) all[share] = new byte[length];
    code.encode(all, length);
    return MutableEncoder.Encoded.of(all, salt);
  }
}
