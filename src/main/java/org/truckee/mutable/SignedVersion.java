package org.truckee.mutable;

import java.security.SecureRandom;
import java.util.List;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.HashTree;
import org.truckee.crypto.Tag;

/** A version of a mutable file, signed: all parts of its shares but the blocks. */
public final class SignedVersion {
  private final SignedPrefix prefix;
  private final MutableLayout layout;
  private final List<HashTree> blockHashes;
  private final HashTree shareHashes;
  private final Seal seal;

  /**
   * The parts that all shares of a version have in common, as they lie in each.
   *
   * @param privateKey the private key, encrypted; no signature covers it
   */
  public record Seal(Bytes publicKey, Bytes signature, Bytes privateKey) {}

  private SignedVersion(
      SignedPrefix prefix, List<HashTree> blockHashes, HashTree shareHashes, Seal seal) {
    this.prefix = prefix;
    this.blockHashes = blockHashes;
    this.shareHashes = shareHashes;
    this.seal = seal;
    this.layout =
        MutableLayout.forWriting(
            prefix, seal.publicKey.size(), seal.signature.size(), seal.privateKey.size());
  }

  /**
   * Signs the version of {@code terms} whose blocks have these {@code hashes}: for each share, one
   * for each segment.
   *
   * @param salt of SDMF; empty for MDMF
   */
  public static SignedVersion sign(
      VersionTerms terms,
      Bytes salt,
      List<List<Bytes>> hashes,
      FileKeyPair keys,
      SecureRandom random) {
    List<HashTree> blockHashes = trees(hashes);
    HashTree shareHashes = over(blockHashes);
    SignedPrefix prefix = new SignedPrefix(terms, shareHashes.root(), salt);
    Bytes signature = keys.sign(prefix.toBytes(), random);
    Seal seal = new Seal(keys.verifyingKey().der(), signature, keys.encrypted());
    return new SignedVersion(prefix, blockHashes, shareHashes, seal);
  }

  /**
   * The version that was signed as {@code prefix}, with the seal of one of its shares, again;
   * {@code CORRUPT} if blocks with these {@code hashes} are not those that were signed.
   */
  public static SignedVersion again(SignedPrefix prefix, List<List<Bytes>> hashes, Seal seal) {
    List<HashTree> blockHashes = trees(hashes);
    HashTree shareHashes = over(blockHashes);
    if (!shareHashes.root().equals(prefix.rootHash()))
      throw new GridException(
          GridException.Kind.CORRUPT,
          "the shares of version %d that can be made are not those that were signed"
              .formatted(prefix.sequence()));
    try {
      return new SignedVersion(prefix, blockHashes, shareHashes, seal);
    } catch (IllegalArgumentException e) {
      throw new GridException(
          GridException.Kind.CORRUPT, "its shares hold " + FailureText.sentence(e), e);
    }
  }

  private static List<HashTree> trees(List<List<Bytes>> hashes) {
    return hashes.stream().map(SignedVersion::tree).toList();
  }

  private static HashTree over(List<HashTree> blockHashes) {
    return HashTree.over(blockHashes.stream().map(HashTree::root).toList());
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

  /** All parts of share {@code shareNumber} but its blocks. */
  public ShareFrame frame(int shareNumber) {
    return ShareFrame.of(
        shareNumber, prefix, seal, shareHashes::node, blockHashes.get(shareNumber));
  }

  /** All parts before the data of share {@code shareNumber}. */
  public Bytes head(int shareNumber) {
    return frame(shareNumber).head();
  }

  /** All bytes of share {@code shareNumber}, whose stored blocks are {@code blocks}. */
  Bytes share(int shareNumber, List<Bytes> blocks) {
    return frame(shareNumber).whole(blocks);
  }
}
