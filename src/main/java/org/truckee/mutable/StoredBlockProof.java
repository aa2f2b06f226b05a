package org.truckee.mutable;

import java.util.ArrayList;
import java.util.List;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Extent;
import org.truckee.bytes.PartialBytes;
import org.truckee.crypto.HashPath;
import org.truckee.crypto.Tag;

/**
 * The proof that a mutable share holds one of its blocks, of the parts of the share that it takes:
 * the block with its salt, and its way through the block hash tree. An empty file has no block, and
 * proves the tree alone. The private key in the share proves nothing to those who can't write.
 *
 * @param head the head of the share, whose signature holds
 * @param index the segment that the block is a part of; 0 of an empty file
 */
public record StoredBlockProof(ShareHead head, long index) {
  /** The places of the parts; {@code CORRUPT} if a share can't have them there. */
  public List<Extent> extents() {
    try {
      List<Extent> extents = new ArrayList<>();
      if (hasBlock()) extents.add(block());
      extents.addAll(path().extents(head.layout().blockHashes().begin()));
      return extents;
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw corrupt("a part lies where it can't");
    }
  }

  /** {@code CORRUPT} if what {@code share} holds at these places is no proof. */
  public void check(PartialBytes share) {
    HashPath.Ends ends =
        path()
            .read(share, head.layout().blockHashes().begin())
            .orElseThrow(() -> corrupt("its block hashes contradict each other"));
    head.requireBlockRoot(ends.root());
    if (!hasBlock()) return;
    Bytes block = share.at(block()).orElseThrow(() -> corrupt("it breaks off"));
    if (!Tag.BLOCK.hash(block).equals(ends.leaf()))
      throw corrupt("block " + index + " is not what was hashed");
  }

  private boolean hasBlock() {
    return head.prefix().segments() > 0;
  }

  private Extent block() {
    MutableLayout.Part part = head.layout().block(head.prefix(), index);
    return new Extent(part.begin(), part.end());
  }

  private HashPath path() {
    return new HashPath(index, Math.max(1, head.prefix().segments()));
  }

  private static GridException corrupt(String reason) {
    return new GridException(GridException.Kind.CORRUPT, reason);
  }
}
