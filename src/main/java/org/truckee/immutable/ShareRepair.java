package org.truckee.immutable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.HashTree;
import org.truckee.crypto.Tag;
import org.truckee.erasure.ErasureCode;
import org.truckee.erasure.Segmentation;

/**
 * Makes shares of a file anew from its ciphertext: give it the segments in order, send each block
 * to its share, then {@link #finish}. It needs no key. The shares are the ones that the file's
 * encoder made, to the byte: {@link #finish} fails if they are not. Not thread-safe, though each
 * step may run on another thread.
 */
public final class ShareRepair {
  private final CheckedShare model;
  private final Map<Integer, Bytes> roots;
  private final Set<Integer> wanted;
  private final int[] made;
  private final ErasureCode code;
  private final List<List<Bytes>> blockHashes;
  private long next;

  /**
   * A repair of the file that {@code model} is a share of, which makes the shares {@code wanted}.
   *
   * @param roots the roots of the shares that have been checked, by number; the blocks of all
   *     others are made and hashed, too
   */
  public ShareRepair(CheckedShare model, Map<Integer, Bytes> roots, Set<Integer> wanted) {
    this.model = model;
    this.roots = Map.copyOf(roots);
    this.wanted = Set.copyOf(wanted);
    this.made =
        IntStream.range(0, total())
            .filter(share -> wanted.contains(share) || !roots.containsKey(share))
            .toArray();
    this.code = ErasureCode.of(segmentation().needed(), total());
    this.blockHashes =
        IntStream.of(made).mapToObj(share -> (List<Bytes>) new ArrayList<Bytes>()).toList();
  }

  /** The bytes of each share of the file that {@code model} is a share of, made anew. */
  public static long shareSize(CheckedShare model) {
    return layout(model).shareSize(model.uebBytes().size());
  }

  /** The layout of new shares of the file that {@code model} is a share of. */
  static ShareLayout layout(CheckedShare model) {
    return ShareLayout.forWriting(model.ueb().segmentation(), model.ueb().total());
  }

  /** The cutting of the file. */
  public Segmentation segmentation() {
    return model.ueb().segmentation();
  }

  /** The number of shares that the file has. */
  public int total() {
    return model.ueb().total();
  }

  /** The number of shares whose blocks are made. */
  public int made() {
    return made.length;
  }

  /**
   * Encodes the next segment, whose ciphertext stands in {@code ciphertext} from {@code offset} on.
   */
  public EncodedSegment encode(byte[] ciphertext, int offset) {
    long index = next++;
    int length = segmentation().blockLength(index);
    byte[][] primary = cut(ciphertext, offset, segmentation().segmentLength(index), length);
    byte[][] blocks = code.encode(primary, made, length);
    byte[][] byNumber = new byte[total()][];
    for (int i = 0; i < made.length; i++) {
      blockHashes.get(i).add(Tag.BLOCK.hash(blocks[i], 0, length));
      byNumber[made[i]] = blocks[i];
    }
    return new EncodedSegment(byNumber);
  }

  /** The first blocks of a segment of {@code size} bytes, padded with zeros. */
  private byte[][] cut(byte[] ciphertext, int offset, int size, int blockLength) {
    byte[][] primary = new byte[segmentation().needed()][blockLength];
    for (int done = 0, block = 0; done < size; block++) {
      int part = Math.min(blockLength, size - done);
      System.arraycopy(ciphertext, offset + done, primary[block], 0, part);
      done += part;
    }
    return primary;
  }

  /**
   * The parts after the blocks of each share that is wanted; call it once, after the last segment.
   * {@code CORRUPT} if the shares are not those that the file's URI extension block vouches for.
   */
  public SortedMap<Integer, Bytes> finish() {
    Map<Integer, HashTree> trees = new TreeMap<>();
    for (int i = 0; i < made.length; i++) trees.put(made[i], HashTree.over(blockHashes.get(i)));
    HashTree shares =
        HashTree.over(
            IntStream.range(0, total())
                .mapToObj(share -> root(share, Optional.ofNullable(trees.get(share))))
                .toList());
    if (!shares.root().equals(model.ueb().shareRoot())) throw madeWrongly();
    ShareTails tails =
        new ShareTails(
            layout(model), model.uebBytes(), model.ciphertextHashes(), total(), shares::node);
    SortedMap<Integer, Bytes> finished = new TreeMap<>();
    for (int share : wanted) finished.put(share, tails.of(share, trees.get(share)));
    return finished;
  }

  /** The root of {@code share}: of the blocks made, or else the one that has been checked. */
  private Bytes root(int share, Optional<HashTree> blocks) {
    return blocks.map(HashTree::root).orElseGet(() -> roots.get(share));
  }

  private static GridException madeWrongly() {
    return new GridException(
        GridException.Kind.CORRUPT,
        "the shares of this file were made wrongly: those made anew do not belong to it");
  }
}
