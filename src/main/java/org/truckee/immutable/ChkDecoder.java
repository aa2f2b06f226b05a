package org.truckee.immutable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.bytes.Secret;
import org.truckee.crypto.AesCtr;
import org.truckee.crypto.Tag;
import org.truckee.crypto.TaggedHasher;
import org.truckee.erasure.ErasureCode;
import org.truckee.erasure.Segmentation;

/**
 * Turns blocks back into plaintext, or without the key into ciphertext. Segments may come in any
 * order and on any thread: a decoder holds nothing but the key and the code.
 */
public final class ChkDecoder {
  private final Optional<Secret> key;
  private final UriExtensionBlock ueb;
  private final ErasureCode code;

  /** A decoder of the file that {@code ueb} describes, encrypted with {@code key}. */
  public ChkDecoder(Secret key, UriExtensionBlock ueb) {
    this(Optional.of(key), ueb);
  }

  private ChkDecoder(Optional<Secret> key, UriExtensionBlock ueb) {
    this.key = key;
    this.ueb = ueb;
    this.code = ErasureCode.of(ueb.segmentation().needed(), ueb.total());
  }

  /** A decoder to the ciphertext of the file that {@code ueb} describes. */
  public static ChkDecoder withoutKey(UriExtensionBlock ueb) {
    return new ChkDecoder(Optional.empty(), ueb);
  }

  /** One share's block of the segment that is decoded. */
  public record Block(CheckedShare share, byte[] bytes) {}

  /** The blocks among {@code blocks} that their shares do not vouch for. */
  public static List<Block> corrupt(long index, Collection<Block> blocks) {
    List<Block> corrupt = new ArrayList<>();
    for (Block block : blocks) {
      if (!block.share().vouchesFor(index, block.bytes())) corrupt.add(block);
    }
    return corrupt;
  }

  /**
   * The contents of segment {@code index}, from exactly {@code needed} blocks of different shares,
   * which have been checked. {@code CORRUPT} if together they are not the ciphertext that was
   * hashed: then the encoder of the file made shares that do not belong together.
   */
  public byte[] decode(long index, List<Block> blocks) {
    Segmentation segmentation = ueb.segmentation();
    int[] shareNumbers = blocks.stream().mapToInt(block -> block.share().shareNumber()).toArray();
    byte[][] given = blocks.stream().map(Block::bytes).toArray(byte[][]::new);
    byte[][] primary = code.decode(shareNumbers, given, segmentation.blockLength(index));
    checkCiphertext(index, primary, blocks.get(0).share());

    byte[] contents = new byte[segmentation.segmentLength(index)];
    Optional<AesCtr> cipher =
        key.map(known -> new AesCtr(known).seek(index * segmentation.segmentSize()));
    for (int done = 0, block = 0; done < contents.length; block++) {
      int part = Math.min(primary[block].length, contents.length - done);
      if (cipher.isPresent()) cipher.get().process(primary[block], 0, contents, done, part);
      else System.arraycopy(primary[block], 0, contents, done, part);
      done += part;
    }
    return contents;
  }

  private void checkCiphertext(long index, byte[][] primary, CheckedShare share) {
    TaggedHasher hash = Tag.CIPHERTEXT_SEGMENT.hasher();
    int left = ueb.segmentation().segmentLength(index);
    for (int block = 0; left > 0; block++) {
      int part = Math.min(primary[block].length, left);
      hash.update(primary[block], 0, part);
      left -= part;
    }
    if (!hash.digest().equals(share.segmentHash(index))) {
      throw new GridException(
          GridException.Kind.CORRUPT,
          "segment "
              + index
              + " is not what was hashed: the shares of this file were made wrongly");
    }
  }
}
