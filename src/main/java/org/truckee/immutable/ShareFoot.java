package org.truckee.immutable;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Extent;
import org.truckee.cap.ChkVerifyCap;
import org.truckee.crypto.HashTree;

/**
 * The last bytes of an immutable share, which lead to its file's capability: the share hash chain
 * and the UEB. They tell the roots that both hash trees of the share must have, which are not
 * checked yet.
 *
 * @param uebBytes the bytes of the UEB, which may hold fields that only other programs know
 * @param chain the nodes of the share hash chain, by number: the leaf of this share among them
 */
public record ShareFoot(
    int shareNumber, UriExtensionBlock ueb, Bytes uebBytes, Map<Integer, Bytes> chain) {
  /** Keeps its own map. */
  public ShareFoot {
    chain = Map.copyOf(chain);
  }

  /** The root that the block hash tree of the share must have. */
  public Bytes blockRoot() {
    return chain.get(HashTree.firstLeaf(ueb.total()) + shareNumber);
  }

  /**
   * The place where the foot of a share of this layout is, with room for any UEB: a share may end
   * before.
   */
  public static Extent place(ShareLayout layout) {
    long begin = layout.offsets().shareHashes();
    int room = layout.uebLengthSize() + UriExtensionBlock.MAX_SIZE;
    if (begin < 0 || layout.offsets().ueb() > Long.MAX_VALUE - room)
      throw corrupt("its share hashes lie where they can't");
    return new Extent(begin, layout.offsets().ueb() + room);
  }

  /**
   * Checks the foot of share {@code shareNumber} of {@code cap}'s file, given its bytes from the
   * share hash chain on. {@code CORRUPT} if they do not lead to the capability.
   */
  public static ShareFoot check(
      ChkVerifyCap cap, int shareNumber, ShareLayout layout, Bytes bytes) {
    Parts parts = new Parts(layout, bytes);
    UriExtensionBlock ueb = UriExtensionBlock.read(parts.ueb(), cap);
    Map<Integer, Bytes> chain = parts.shareHashes();
    Optional<Bytes> root = HashTree.rootFrom(shareNumber, cap.total(), chain);
    if (root.isEmpty() || !root.get().equals(ueb.shareRoot()))
      throw corrupt("its share hashes do not lead to the file's root");
    return new ShareFoot(shareNumber, ueb, parts.ueb(), chain);
  }

  private static GridException corrupt(String reason) {
    return new GridException(GridException.Kind.CORRUPT, "bad share: " + reason);
  }

  /** The foot of a share, taken apart. */
  private record Parts(ShareLayout layout, Bytes bytes) {
    Map<Integer, Bytes> shareHashes() {
      ByteBuffer in = part(layout.offsets().shareHashes(), layout.offsets().ueb()).asByteBuffer();
      Map<Integer, Bytes> nodes = new HashMap<>();
      while (in.hasRemaining()) {
        int node = in.getShort() & 0xffff;
        byte[] hash = new byte[HashTree.NODE_SIZE];
        in.get(hash);
        if (nodes.put(node, Bytes.wrap(hash)) != null) throw corrupt("a share hash stands twice");
      }
      return nodes;
    }

    Bytes ueb() {
      long begin = layout.offsets().ueb();
      long start = begin + layout.uebLengthSize();
      ByteBuffer in = part(begin, start).asByteBuffer();
      long length = layout.version() == 1 ? in.getInt() & 0xffffffffL : in.getLong();
      if (length <= 0 || length > UriExtensionBlock.MAX_SIZE)
        throw corrupt("impossible length of its URI extension block");
      return part(start, start + length);
    }

    private Bytes part(long from, long to) {
      long start = from - layout.offsets().shareHashes();
      long end = to - layout.offsets().shareHashes();
      if (start < 0 || start > end || end > bytes.size()) throw corrupt("it breaks off");
      return bytes.slice((int) start, (int) end);
    }
  }
}
