package org.truckee.mutable;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.function.IntFunction;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.cap.MutableFormat;
import org.truckee.crypto.HashTree;

/**
 * All parts of one share of a mutable file but its blocks.
 *
 * @param links the hashes that lead from the share to the root of its version, each after its
 *     number
 * @param blockHashes the tree over the hashes of its blocks
 */
public record ShareFrame(
    SignedPrefix prefix, SignedVersion.Seal seal, Bytes links, HashTree blockHashes) {
  /** The frame of share {@code number}, of whose version {@code node} knows the share hashes. */
  static ShareFrame of(
      int number,
      SignedPrefix prefix,
      SignedVersion.Seal seal,
      IntFunction<Bytes> node,
      HashTree blockHashes) {
    Collection<Integer> uncles =
        HashTree.unclesOf(number, prefix.total()).stream().sorted().toList();
    ByteBuffer out = ByteBuffer.allocate(uncles.size() * MutableLayout.LINK_SIZE);
    for (int uncle : uncles) out.putShort((short) uncle).put(node.apply(uncle).asByteBuffer());
    return new ShareFrame(prefix, seal, Bytes.wrap(out.array()), blockHashes);
  }

  /**
   * The frame of a share that was read: {@code blockHashes} are those that its {@code head} leads
   * from; {@code CORRUPT} if the parts of {@code seal} can't be those of a share.
   */
  public static ShareFrame of(ShareHead head, SignedVersion.Seal seal, HashTree blockHashes) {
    ShareFrame frame =
        of(head.shareNumber(), head.prefix(), seal, head.shareHashes()::get, blockHashes);
    try {
      frame.layout();
      return frame;
    } catch (IllegalArgumentException e) {
      throw new GridException(
          GridException.Kind.CORRUPT, "the share holds " + FailureText.sentence(e), e);
    }
  }

  /** The places of its parts. */
  public MutableLayout layout() {
    return MutableLayout.forWriting(
        prefix, seal.publicKey().size(), seal.signature().size(), seal.privateKey().size());
  }

  /** All parts before the data: of SDMF with the block hashes, of MDMF with the private key. */
  public Bytes head() {
    MutableLayout layout = layout();
    long end =
        layout.format() == MutableFormat.SDMF
            ? layout.data().begin()
            : layout.signing().publicKey().end();
    ByteBuffer out = ByteBuffer.allocate((int) end);
    out.put(prefix.toBytes().asByteBuffer()).put(layout.table().asByteBuffer());
    put(out, layout.signing().publicKey(), seal.publicKey());
    put(out, layout.signing().signature(), seal.signature());
    put(out, layout.shareHashes(), links);
    if (layout.format() == MutableFormat.SDMF)
      put(out, layout.blockHashes(), blockHashes.toBytes());
    else put(out, layout.signing().privateKey(), seal.privateKey());
    return Bytes.wrap(out.array());
  }

  /** All parts after the data: of SDMF the private key, of MDMF the block hashes. */
  public Bytes tail() {
    return prefix.format() == MutableFormat.SDMF ? seal.privateKey() : blockHashes.toBytes();
  }

  /** All bytes of the share, whose stored blocks are {@code blocks}. */
  public Bytes whole(List<Bytes> blocks) {
    MutableLayout layout = layout();
    ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(layout.end()));
    out.put(head().asByteBuffer());
    out.position((int) layout.data().begin());
    for (Bytes block : blocks) out.put(block.asByteBuffer());
    return Bytes.wrap(out.put(tail().asByteBuffer()).array());
  }

  private static void put(ByteBuffer out, MutableLayout.Part part, Bytes bytes) {
    out.position((int) part.begin());
    out.put(bytes.asByteBuffer());
  }
}
