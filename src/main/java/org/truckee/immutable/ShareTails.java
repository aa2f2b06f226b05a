package org.truckee.immutable;

import java.nio.ByteBuffer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.HashTree;

/**
 * The ends of one file's shares: the bytes after the blocks, from the plaintext hash tree on.
 *
 * @param layout the places of their parts
 * @param ueb the URI extension block, in its byte form
 * @param segments the tree over the hashes of the ciphertext's segments
 * @param total how many shares there are
 * @param shares the nodes of the tree over the roots of the shares' block hash trees, by number
 */
record ShareTails(
    ShareLayout layout, Bytes ueb, HashTree segments, int total, IntFunction<Bytes> shares) {
  /** The end of share {@code shareNumber}, whose blocks have the hashes {@code blocks}. */
  Bytes of(int shareNumber, HashTree blocks) {
    ShareLayout.Offsets offsets = layout.offsets();
    ByteBuffer out =
        ByteBuffer.allocate(
            Math.toIntExact(layout.shareSize(ueb.size()) - offsets.plaintextHashes()));
    out.position(Math.toIntExact(offsets.ciphertextHashes() - offsets.plaintextHashes()));
    out.put(segments.toBytes().asByteBuffer()).put(blocks.toBytes().asByteBuffer());
    chain(shareNumber)
        .forEach(node -> out.putShort((short) node).put(shares.apply(node).asByteBuffer()));
    if (layout.version() == 1) out.putInt(ueb.size());
    else out.putLong(ueb.size());
    return Bytes.wrap(out.put(ueb.asByteBuffer()).array());
  }

  /** The nodes that are kept with a share, in order: its leaf and its uncles. */
  private IntStream chain(int shareNumber) {
    IntStream uncles = HashTree.unclesOf(shareNumber, total).stream().mapToInt(Integer::intValue);
    return IntStream.concat(IntStream.of(HashTree.firstLeaf(total) + shareNumber), uncles).sorted();
  }
}
