package org.truckee.testing.known;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.cap.MutableReadCap;
import org.truckee.crypto.HashTree;
import org.truckee.crypto.Tag;
import org.truckee.mutable.MutableDecoder;
import org.truckee.mutable.MutableLayout;
import org.truckee.mutable.ShareHead;

/** Reads a small mutable file from whole shares in memory, and checks every part. */
public final class ShareReader {
  private ShareReader() {}

  /** The contents, from the first of {@code shares}, as many as are needed, all of one version. */
  public static byte[] read(MutableReadCap cap, Map<Integer, Bytes> shares) {
    List<ShareHead> heads = new ArrayList<>();
    shares.forEach((number, share) -> heads.add(head(cap, number, share)));
    ShareHead first = heads.get(0);
    if (first.prefix().size() == 0) return new byte[0];
    List<ShareHead> enough = heads.subList(0, first.prefix().needed());
    MutableDecoder decoder = new MutableDecoder(cap.readKey(), first.prefix());
    ByteArrayOutputStream contents = new ByteArrayOutputStream();
    for (long index = 0; index < first.prefix().segments(); index++) {
      List<MutableDecoder.Block> blocks = new ArrayList<>();
      for (ShareHead head : enough) blocks.add(block(head, shares.get(head.shareNumber()), index));
      contents.writeBytes(decoder.decode(index, blocks));
    }
    return contents.toByteArray();
  }

  private static ShareHead head(MutableReadCap cap, int number, Bytes share) {
    Bytes first = share.slice(0, Math.min(ShareHead.SIZE, share.size()));
    ShareHead head = ShareHead.check(number, first, cap.toVerifyCap(), new HashSet<>());
    head.checkBlockHashes(part(share, head.layout().blockHashes()));
    return head;
  }

  private static MutableDecoder.Block block(ShareHead head, Bytes share, long index) {
    HashTree hashes = head.checkBlockHashes(part(share, head.layout().blockHashes()));
    Bytes stored = part(share, head.layout().block(head.prefix(), index));
    if (!Tag.BLOCK.hash(stored).equals(hashes.leaf((int) index)))
      throw new GridException(GridException.Kind.CORRUPT, "block " + index);
    return new MutableDecoder.Block(head.shareNumber(), stored);
  }

  private static Bytes part(Bytes share, MutableLayout.Part part) {
    if (part.end() > share.size())
      throw new GridException(GridException.Kind.CORRUPT, "it breaks off");
    return share.slice((int) part.begin(), (int) part.end());
  }
}
