package org.truckee.mutable;

import java.util.List;
import java.util.stream.Stream;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.MutableFormat;
import org.truckee.crypto.AesCtr;
import org.truckee.crypto.Tag;
import org.truckee.erasure.ErasureCode;
import org.truckee.erasure.Segmentation;

/**
 * Turns the segments of one version of a mutable file, in any order and on any thread, into blocks.
 * Each segment is encrypted under a key of its own, made of the read key and the segment's salt,
 * which must never have been used before with this file.
 */
public final class MutableEncoder {
  private final Secret readKey;
  private final MutableFormat format;
  private final Segmentation cut;
  private final ErasureCode code;
  private final int total;
  private final Salts salts;

  /** An encoder of a file that is cut as {@code cut} says into {@code total} shares. */
  public MutableEncoder(
      Secret readKey, MutableFormat format, Segmentation cut, int total, Salts salts) {
    this.readKey = readKey;
    this.format = format;
    this.cut = cut;
    this.code = ErasureCode.of(cut.needed(), total);
    this.total = total;
    this.salts = salts;
  }

  /**
   * One segment, as each share holds it: for MDMF the salt and then the block, for SDMF the block.
   *
   * @param hashes one for each share, over its part, which is checked by it
   */
  public record Encoded(List<Bytes> blocks, List<Bytes> hashes) {
    /** The segment of these {@code blocks}, one for each share, each stored after {@code salt}. */
    static Encoded of(byte[][] blocks, Bytes salt) {
      List<Bytes> stored =
          Stream.of(blocks)
              .map(Bytes::wrap)
              .map(block -> salt.size() == 0 ? block : Bytes.concat(salt, block))
              .toList();
      return new Encoded(stored, stored.stream().map(Tag.BLOCK::hash).toList());
    }
  }

  /** What share {@code number} holds of {@code segments}, one after the other. */
  public static Bytes blocks(List<Encoded> segments, int number) {
    return Bytes.concat(
        segments.stream().map(segment -> segment.blocks().get(number)).toArray(Bytes[]::new));
  }

  /** The cutting of the file. */
  public Segmentation segmentation() {
    return cut;
  }

  /** Encodes segment {@code index}, whose plaintext is all of {@code plaintext}. */
  public Encoded encode(long index, byte[] plaintext) {
    if (plaintext.length != cut.segmentLength(index))
      throw new IllegalArgumentException("segment of " + plaintext.length);
    Bytes salt = salts.of(index);
    int blockLength = cut.blockLength(index);
    byte[][] blocks = new byte[total][blockLength];
    AesCtr cipher = new AesCtr(dataKey(readKey, salt));
    for (int done = 0, block = 0; done < plaintext.length; block++) {
      int part = Math.min(blockLength, plaintext.length - done);
      cipher.process(plaintext, done, blocks[block], 0, part);
      done += part;
    }
    code.encode(blocks, blockLength);
    return Encoded.of(blocks, format == MutableFormat.MDMF ? salt : Bytes.EMPTY);
  }

  static Secret dataKey(Secret readKey, Bytes salt) {
    return new Secret(Tag.MUTABLE_DATA_KEY.hash(salt, readKey.bytes()));
  }
}
