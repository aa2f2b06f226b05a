package org.truckee.immutable;

import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.cap.ChkVerifyCap;
import org.truckee.crypto.HashTree;
import org.truckee.crypto.Tag;

/**
 * A share whose hashes lead to its file's capability, and so tell every block that it must hold.
 * The server of a share can withhold blocks, and cannot change one unnoticed.
 */
public final class CheckedShare {
  private final int shareNumber;
  private final ShareLayout layout;
  private final ShareFoot foot;
  private final HashTree ciphertextHashes;
  private final HashTree blockHashes;

  private CheckedShare(
      int shareNumber,
      ShareLayout layout,
      ShareFoot foot,
      HashTree ciphertextHashes,
      HashTree blockHashes) {
    this.shareNumber = shareNumber;
    this.layout = layout;
    this.foot = foot;
    this.ciphertextHashes = ciphertextHashes;
    this.blockHashes = blockHashes;
  }

  /**
   * Checks share {@code shareNumber} of {@code cap}'s file, given its bytes from {@link
   * ShareLayout#ciphertextHashes} to its end. {@code CORRUPT} if any of them does not lead to the
   * capability.
   */
  public static CheckedShare check(
      ChkVerifyCap cap, int shareNumber, ShareLayout layout, Bytes tail) {
    Tail parts = new Tail(layout, tail);
    ShareFoot foot = ShareFoot.check(cap, shareNumber, layout, parts.foot());
    long segments = foot.ueb().segmentation().segments();
    HashTree ciphertext = tree(parts.ciphertextHashes(segments), segments, "ciphertext");
    require(
        ciphertext.root().equals(foot.ueb().ciphertextRoot()),
        "its ciphertext hashes are of another file");
    HashTree blocks = tree(parts.blockHashes(), segments, "block");
    require(blocks.root().equals(foot.blockRoot()), "its block hashes are of another share");
    return new CheckedShare(shareNumber, layout, foot, ciphertext, blocks);
  }

  /** The number of the share. */
  public int shareNumber() {
    return shareNumber;
  }

  /** The layout of its parts. */
  public ShareLayout layout() {
    return layout;
  }

  /** The block that describes its file. */
  public UriExtensionBlock ueb() {
    return foot.ueb();
  }

  /** The bytes of that block, which may hold fields that only other programs know. */
  Bytes uebBytes() {
    return foot.uebBytes();
  }

  /**
   * All of it after its blocks, in the layout {@code written}, which new shares of its file have.
   */
  Bytes tail(ShareLayout written) {
    return new ShareTails(written, uebBytes(), ciphertextHashes, ueb().total(), foot.chain()::get)
        .of(shareNumber, blockHashes);
  }

  /** The root of the tree over the hashes of its blocks. */
  public Bytes root() {
    return foot.blockRoot();
  }

  /** The tree over the hashes of the ciphertext's segments. */
  HashTree ciphertextHashes() {
    return ciphertextHashes;
  }

  /**
   * Returns whether {@code block} is the one that this share must hold of segment {@code index}.
   */
  public boolean vouchesFor(long index, byte[] block) {
    return block.length == ueb().segmentation().blockLength(index)
        && Tag.BLOCK.hash(block, 0, block.length).equals(blockHashes.leaf((int) index));
  }

  /** The hash that segment {@code index} of the ciphertext must have. */
  Bytes segmentHash(long index) {
    return ciphertextHashes.leaf((int) index);
  }

  private static HashTree tree(Bytes nodes, long leaves, String name) {
    return HashTree.read(nodes, leaves)
        .orElseThrow(() -> corrupt("its " + name + " hashes contradict each other"));
  }

  private static void require(boolean condition, String reason) {
    if (!condition) throw corrupt(reason);
  }

  private static GridException corrupt(String reason) {
    return new GridException(GridException.Kind.CORRUPT, "bad share: " + reason);
  }

  /** The end of a share, taken apart. */
  private record Tail(ShareLayout layout, Bytes bytes) {
    Bytes ciphertextHashes(long segments) {
      int size = Math.multiplyExact(HashTree.nodeCount(segments), HashTree.NODE_SIZE);
      return part(layout.offsets().ciphertextHashes(), layout.offsets().ciphertextHashes() + size);
    }

    Bytes blockHashes() {
      return part(layout.offsets().blockHashes(), layout.offsets().shareHashes());
    }

    Bytes foot() {
      return part(
          layout.offsets().shareHashes(), layout.offsets().ciphertextHashes() + bytes.size());
    }

    private Bytes part(long from, long to) {
      long start = from - layout.offsets().ciphertextHashes();
      long end = to - layout.offsets().ciphertextHashes();
      require(start >= 0 && start <= end && end <= bytes.size(), "it breaks off");
      return bytes.slice((int) start, (int) end);
    }
  }
}
