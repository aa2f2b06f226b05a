package org.truckee.mutable;

import java.util.List;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.MutableFormat;
import org.truckee.crypto.AesCtr;
import org.truckee.erasure.ErasureCode;
import org.truckee.erasure.Segmentation;

/**
 * Turns blocks of one version, which have been checked, back into plaintext; in any order and on
 * any thread.
 */
public final class MutableDecoder {
  private final Secret readKey;
  private final SignedPrefix prefix;
  private final ErasureCode code;

  /** A decoder of the version {@code prefix}, which is not empty. */
  public MutableDecoder(Secret readKey, SignedPrefix prefix) {
    this.readKey = readKey;
    this.prefix = prefix;
    this.code = ErasureCode.of(prefix.needed(), prefix.total());
  }

  /**
   * The stored part of a segment in share {@code shareNumber}: the block, for MDMF after its salt.
   */
  public record Block(int shareNumber, Bytes stored) {}

  /** The plaintext of segment {@code index}, from exactly {@code needed} different blocks. */
  public byte[] decode(long index, List<Block> blocks) {
    Segmentation cut = prefix.segmentation();
    int salt = MutableLayout.saltSize(prefix.format());
    int[] numbers = blocks.stream().mapToInt(Block::shareNumber).toArray();
    byte[][] given =
        blocks.stream()
            .map(block -> block.stored().slice(salt, block.stored().size()).toArray())
            .toArray(byte[][]::new);
    byte[][] primary = code.decode(numbers, given, cut.blockLength(index));

    byte[] plaintext = new byte[cut.segmentLength(index)];
    AesCtr cipher = new AesCtr(MutableEncoder.dataKey(readKey, salt(blocks.get(0))));
    for (int done = 0, block = 0; done < plaintext.length; block++) {
      int part = Math.min(primary[block].length, plaintext.length - done);
      cipher.process(primary[block], 0, plaintext, done, part);
      done += part;
    }
    return plaintext;
  }

  private Bytes salt(Block block) {
    return prefix.format() == MutableFormat.SDMF
        ? prefix.salt()
        : block.stored().slice(0, SignedPrefix.SALT_SIZE);
  }
}
