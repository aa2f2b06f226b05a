package org.truckee.mutable;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Netstring;
import org.truckee.cap.MutableVerifyCap;
import org.truckee.crypto.HashTree;

/**
 * The first bytes of a share, taken apart: the version that it belongs to, under the writer's
 * signature, the places of its parts, and the hashes that lead from it to the version's root. The
 * blocks are not checked yet.
 *
 * @param shareHashes the uncles of this share in the share hash tree, by node number
 */
public record ShareHead(
    int shareNumber, SignedPrefix prefix, MutableLayout layout, Map<Integer, Bytes> shareHashes) {
  /** The number of first bytes that hold the head of any share. */
  public static final int SIZE = 4000;

  /** Keeps its own map. */
  public ShareHead {
    shareHashes = Map.copyOf(shareHashes);
  }

  /**
   * Reads the first bytes of share {@code shareNumber} of the file that {@code cap} checks; {@code
   * CORRUPT}, with the reason, if a part is missing or malformed, if the key is not the file's, or
   * if the signature does not hold.
   *
   * @param verified the signatures that are known to hold, each with all that it follows from: the
   *     shares of a version all have the same; may be used by several threads
   */
  public static ShareHead check(
      int shareNumber, Bytes first, MutableVerifyCap cap, Set<Bytes> verified) {
    try {
      ShareHead head = read(shareNumber, first);
      if (head.prefix.format() != cap.format()) throw corrupt("it has the other mutable format");
      Bytes signed = head.signed(first, cap);
      if (!verified.contains(signed)) head.verify(first, cap);
      verified.add(signed);
      return head;
    } catch (IllegalArgumentException e) {
      throw new GridException(
          GridException.Kind.CORRUPT, "it is malformed: " + FailureText.sentence(e), e);
    }
  }

  /**
   * The same without a computation of any length, if the signature is among {@code verified}; empty
   * if it is not, or if {@link #check} would fail.
   */
  public static Optional<ShareHead> known(
      int shareNumber, Bytes first, MutableVerifyCap cap, Set<Bytes> verified) {
    try {
      ShareHead head = read(shareNumber, first);
      boolean known =
          head.prefix.format() == cap.format() && verified.contains(head.signed(first, cap));
      return known ? Optional.of(head) : Optional.empty();
    } catch (IllegalArgumentException malformed) {
      return Optional.empty(); // a check tells what is wrong
    }
  }

  /** The signature with all that it follows from: the file, its key, and what is signed. */
  private Bytes signed(Bytes first, MutableVerifyCap cap) {
    Bytes key = Netstring.of(part(first, layout.signing().publicKey()));
    Bytes signature = part(first, layout.signing().signature());
    return Bytes.concat(cap.fingerprint(), prefix.toBytes(), key, signature);
  }

  private void verify(Bytes first, MutableVerifyCap cap) {
    FileVerifyingKey key = new FileVerifyingKey(part(first, layout.signing().publicKey()));
    if (!key.fingerprint().equals(cap.fingerprint())) throw corrupt("its public key is wrong");
    if (!key.verifies(prefix.toBytes(), part(first, layout.signing().signature())))
      throw corrupt("its signature does not hold");
  }

  /**
   * Reads the first bytes of a share for looking at only: their order is checked, and no signature.
   * {@link IllegalArgumentException} if they are out of order.
   */
  public static ShareHead inspect(Bytes first) {
    return read(0, first);
  }

  /**
   * The first bytes of a share that hold what is checked here, and the block hashes if they are
   * among its first {@code most} bytes, as those of a file of one segment are.
   */
  public int size(int most) {
    return Stream.of(
            layout.signing().publicKey(),
            layout.signing().signature(),
            layout.shareHashes(),
            layout.blockHashes())
        .mapToLong(MutableLayout.Part::end)
        .filter(end -> end <= most)
        .mapToInt(end -> (int) end)
        .max()
        .orElse(most);
  }

  private static ShareHead read(int shareNumber, Bytes first) {
    ByteBuffer in = first.asByteBuffer();
    SignedPrefix prefix = SignedPrefix.read(in);
    if (shareNumber >= prefix.total()) throw new IllegalArgumentException("too high a number");
    MutableLayout layout = MutableLayout.read(prefix, in);
    return new ShareHead(
        shareNumber, prefix, layout, links(part(first, layout.shareHashes()).asByteBuffer()));
  }

  private static Map<Integer, Bytes> links(ByteBuffer in) {
    Map<Integer, Bytes> links = new HashMap<>();
    while (in.hasRemaining()) {
      int node = in.getShort() & 0xffff;
      byte[] hash = new byte[HashTree.NODE_SIZE];
      in.get(hash);
      links.put(node, Bytes.wrap(hash));
    }
    return links;
  }

  private static Bytes part(Bytes first, MutableLayout.Part part) {
    if (part.end() > first.size()) throw new IllegalArgumentException("it breaks off");
    return first.slice((int) part.begin(), (int) part.end());
  }

  /**
   * The block hashes that this share holds as {@code nodes}; {@code CORRUPT} if they do not lead to
   * the version's root.
   */
  public HashTree checkBlockHashes(Bytes nodes) {
    HashTree tree =
        HashTree.read(nodes, Math.max(1, prefix.segments()))
            .orElseThrow(() -> corrupt("its block hashes contradict each other"));
    requireBlockRoot(tree.root());
    return tree;
  }

  /** {@code CORRUPT} if a block hash tree of this {@code root} does not lead to the version's. */
  void requireBlockRoot(Bytes root) {
    Map<Integer, Bytes> path = new HashMap<>(shareHashes);
    path.put(HashTree.firstLeaf(prefix.total()) + shareNumber, root);
    boolean leads =
        HashTree.rootFrom(shareNumber, prefix.total(), path)
            .filter(prefix.rootHash()::equals)
            .isPresent();
    if (!leads) throw corrupt("its hashes do not lead to what was signed");
  }

  private static GridException corrupt(String reason) {
    return new GridException(GridException.Kind.CORRUPT, reason);
  }
}
