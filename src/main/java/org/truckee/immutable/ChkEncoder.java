package org.truckee.immutable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.AesCtr;
import org.truckee.crypto.HashTree;
import org.truckee.crypto.Tag;
import org.truckee.crypto.TaggedHasher;
import org.truckee.erasure.ErasureCode;
import org.truckee.erasure.Segmentation;

/**
 * Turns a file into shares: give it the segments in order, send each block to its share, then
 * {@link #finish}. Every byte of ciphertext is hashed twice, alone and with its segment, and every
 * byte of a block once. Not thread-safe, though each step may run on another thread.
 */
public final class ChkEncoder {
  private final Secret key;
  private final Segmentation segmentation;
  private final ErasureCode code;
  private final AesCtr cipher;
  private final TaggedHasher ciphertextHash = Tag.CIPHERTEXT.hasher();
  private final List<Bytes> segmentHashes = new ArrayList<>();
  private final List<List<Bytes>> blockHashes;

  /** An encoder of one file under {@code key}, of 16 bytes, into {@code total} shares. */
  public ChkEncoder(Secret key, Segmentation segmentation, int total) {
    this.key = key;
    this.segmentation = segmentation;
    this.code = ErasureCode.of(segmentation.needed(), total);
    this.cipher = new AesCtr(key);
    this.blockHashes =
        Stream.generate(() -> (List<Bytes>) new ArrayList<Bytes>()).limit(total).toList();
  }

  /** The cutting of the file. */
  public Segmentation segmentation() {
    return segmentation;
  }

  /** The number of shares. */
  public int total() {
    return blockHashes.size();
  }

  /**
   * Encodes the next segment, whose plaintext is the first {@link Segmentation#segmentLength} bytes
   * of {@code plaintext}.
   */
  public EncodedSegment encode(byte[] plaintext) {
    long index = segmentHashes.size();
    int blockLength = segmentation.blockLength(index);
    byte[][] blocks = new byte[total()][blockLength];
    encrypt(plaintext, segmentation.segmentLength(index), blocks);
    code.encode(blocks, blockLength);
    for (int share = 0; share < total(); share++) {
      blockHashes.get(share).add(Tag.BLOCK.hash(blocks[share], 0, blockLength));
    }
    return new EncodedSegment(blocks);
  }

  /**
   * Encrypts {@code length} bytes into the first blocks, one after the other, and hashes them on
   * the way.
   */
  private void encrypt(byte[] plaintext, int length, byte[][] blocks) {
    TaggedHasher segmentHash = Tag.CIPHERTEXT_SEGMENT.hasher();
    for (int done = 0, block = 0; done < length; block++) {
      int part = Math.min(blocks[block].length, length - done);
      cipher.process(plaintext, done, blocks[block], 0, part);
      segmentHash.update(blocks[block], 0, part);
      ciphertextHash.update(blocks[block], 0, part);
      done += part;
    }
    segmentHashes.add(segmentHash.digest());
  }

  /** The parts after the blocks, and the capability; call it once, after the last segment. */
  public EncodedFile finish() {
    if (segmentHashes.size() != segmentation.segments()) {
      throw new IllegalStateException(
          segmentHashes.size() + " of " + segmentation.segments() + " segments");
    }
    HashTree segments = HashTree.over(segmentHashes);
    List<HashTree> blocks = blockHashes.stream().map(HashTree::over).toList();
    HashTree shares = HashTree.over(blocks.stream().map(HashTree::root).toList());
    UriExtensionBlock ueb =
        new UriExtensionBlock(
            segmentation, total(), ciphertextHash.digest(), segments.root(), shares.root());
    ShareLayout layout = ShareLayout.forWriting(segmentation, total());
    ShareTails ends =
        new ShareTails(layout, ueb.toBytes(), segments, shares.leaves(), shares::node);
    List<Bytes> tails =
        IntStream.range(0, total()).mapToObj(i -> ends.of(i, blocks.get(i))).toList();
    return new EncodedFile(ueb.readCap(key), tails);
  }
}
