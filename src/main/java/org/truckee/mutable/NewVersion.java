package org.truckee.mutable;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.List;
import org.truckee.bytes.Bytes;
import org.truckee.cap.MutableFormat;
import org.truckee.crypto.HashTree;
import org.truckee.crypto.Tag;

/** A version of a mutable file, signed: all parts of its shares but the blocks. */
public final class NewVersion {
  private final SignedPrefix prefix;
  private final MutableLayout layout;
  private final List<HashTree> blockHashes;
  private final HashTree shareHashes;
  private final Bytes publicKey;
  private final Bytes signature;
  private final Bytes privateKey;

  private NewVersion(
      SignedPrefix prefix,
      List<HashTree> blockHashes,
      HashTree shareHashes,
      FileKeyPair keys,
      SecureRandom random) {
    this.prefix = prefix;
    this.blockHashes = blockHashes;
    this.shareHashes = shareHashes;
    this.publicKey = keys.verifyingKey().der();
    this.signature = keys.sign(prefix.toBytes(), random);
    this.privateKey = keys.encrypted();
    this.layout =
        MutableLayout.forWriting(prefix, publicKey.size(), signature.size(), privateKey.size());
  }

  /**
   * Signs the version of {@code terms} whose blocks have these {@code hashes}: for each share, one
   * for each segment.
   *
   * @param salt of SDMF; empty for MDMF
   */
  public static NewVersion sign(
      VersionTerms terms,
      Bytes salt,
      List<List<Bytes>> hashes,
      FileKeyPair keys,
      SecureRandom random) {
    List<HashTree> blockHashes = hashes.stream().map(NewVersion::tree).toList();
    HashTree shareHashes = HashTree.over(blockHashes.stream().map(HashTree::root).toList());
    SignedPrefix prefix = new SignedPrefix(terms, shareHashes.root(), salt);
    return new NewVersion(prefix, blockHashes, shareHashes, keys, random);
  }

  private static HashTree tree(List<Bytes> leaves) {
    return HashTree.over(
        leaves.isEmpty() ? List.of(Tag.TREE_EMPTY_LEAF.hash(Bytes.utf8("0"))) : leaves);
  }

  /** The part that was signed. */
  public SignedPrefix prefix() {
    return prefix;
  }

  /** The places of the parts of its shares. */
  public MutableLayout layout() {
    return layout;
  }

  /** The block hashes of share {@code shareNumber}. */
  public HashTree blockHashes(int shareNumber) {
    return blockHashes.get(shareNumber);
  }

  /**
   * All parts before the data of share {@code shareNumber}: of SDMF with the block hashes, of MDMF
   * with the private key.
   */
  public Bytes head(int shareNumber) {
    long end =
        layout.format() == MutableFormat.SDMF
            ? layout.data().begin()
            : layout.signing().publicKey().end();
    ByteBuffer out = ByteBuffer.allocate((int) end);
    out.put(prefix.toBytes().asByteBuffer()).put(layout.table().asByteBuffer());
    put(out, layout.signing().publicKey(), publicKey);
    put(out, layout.signing().signature(), signature);
    put(out, layout.shareHashes(), links(shareNumber));
    if (layout.format() == MutableFormat.SDMF)
      put(out, layout.blockHashes(), blockHashes(shareNumber).toBytes());
    else put(out, layout.signing().privateKey(), privateKey);
    return Bytes.wrap(out.array());
  }

  /**
   * All parts after the data of share {@code shareNumber}: of SDMF the private key, of MDMF the
   * block hashes.
   */
  public Bytes tail(int shareNumber) {
    return layout.format() == MutableFormat.SDMF ? privateKey : blockHashes(shareNumber).toBytes();
  }

  private Bytes links(int shareNumber) {
    List<Integer> uncles =
        HashTree.unclesOf(shareNumber, prefix.total()).stream().sorted().toList();
    ByteBuffer out = ByteBuffer.allocate(uncles.size() * MutableLayout.LINK_SIZE);
    for (int node : uncles) out.putShort((short) node).put(shareHashes.node(node).asByteBuffer());
    return Bytes.wrap(out.array());
  }

  private static void put(ByteBuffer out, MutableLayout.Part part, Bytes bytes) {
    out.position((int) part.begin());
    out.put(bytes.asByteBuffer());
  }
}
