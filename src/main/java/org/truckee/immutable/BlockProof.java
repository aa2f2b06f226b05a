package org.truckee.immutable;

import java.util.ArrayList;
import java.util.List;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Extent;
import org.truckee.bytes.PartialBytes;
import org.truckee.crypto.HashPath;
import org.truckee.crypto.Tag;

/**
 * The proof that an immutable share holds one of its blocks, of the parts of the share that it
 * takes: the block, and its way through both hash trees. Where a tree takes megabytes, its way
 * takes a kilobyte. A share that proves all its blocks is one that {@link CheckedShare} accepts,
 * but for hashes that fill up the trees.
 *
 * @param index the segment that the block is a part of
 */
public record BlockProof(ShareLayout layout, ShareFoot foot, long index) {
  /** The places of the parts; {@code CORRUPT} if a share can't have them there. */
  public List<Extent> extents() {
    try {
      List<Extent> extents = new ArrayList<>(List.of(block()));
      extents.addAll(path().extents(layout.offsets().ciphertextHashes()));
      extents.addAll(path().extents(layout.offsets().blockHashes()));
      return extents;
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw corrupt("a part lies where it can't");
    }
  }

  /** {@code CORRUPT} if what {@code share} holds at these places is no proof. */
  public void check(PartialBytes share) {
    if (layout.blockHashesSize() != path().treeSize())
      throw corrupt("its block hashes are of another size");
    HashPath.Ends ciphertext = ends(share, layout.offsets().ciphertextHashes(), "ciphertext");
    if (!ciphertext.root().equals(foot.ueb().ciphertextRoot()))
      throw corrupt("its ciphertext hashes are of another file");
    HashPath.Ends blocks = ends(share, layout.offsets().blockHashes(), "block");
    if (!blocks.root().equals(foot.blockRoot()))
      throw corrupt("its block hashes are of another share");
    Bytes block = share.at(block()).orElseThrow(() -> corrupt("it breaks off"));
    if (!Tag.BLOCK.hash(block).equals(blocks.leaf()))
      throw corrupt("block " + index + " is not what was hashed");
  }

  private HashPath.Ends ends(PartialBytes share, long tree, String name) {
    return path()
        .read(share, tree)
        .orElseThrow(() -> corrupt("its " + name + " hashes contradict each other"));
  }

  private Extent block() {
    return Extent.of(
        layout.blockOffset(foot.ueb().segmentation(), index),
        foot.ueb().segmentation().blockLength(index));
  }

  private HashPath path() {
    return new HashPath(index, foot.ueb().segmentation().segments());
  }

  private static GridException corrupt(String reason) {
    return new GridException(GridException.Kind.CORRUPT, "bad share: " + reason);
  }
}
