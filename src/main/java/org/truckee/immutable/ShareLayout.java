package org.truckee.immutable;

import java.nio.ByteBuffer;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.HashTree;
import org.truckee.erasure.Segmentation;

/**
 * The places of the parts of an immutable file's share, as offsets from its start:
 *
 * <pre>
 * version (4 bytes: 1 or 2)
 * block size, size of all blocks, offsets of the six parts below: 4 bytes each in version 1, 8 in version 2
 * blocks
 * plaintext hash tree     unused, zeros
 * ciphertext hash tree    all nodes, 32 bytes each
 * block hash tree         all nodes
 * share hash chain        node number (2 bytes) || hash, for each node
 * UEB length (4 or 8 bytes) || UEB
 * </pre>
 *
 * <p>All numbers are big-endian. Version 2 is written only where version 1 does not reach. Readers
 * go by the offsets alone.
 */
public record ShareLayout(int version, long blockSize, long dataSize, Offsets offsets) {
  /** The beginnings of the parts, in their order. */
  public record Offsets(
      long data,
      long plaintextHashes,
      long ciphertextHashes,
      long blockHashes,
      long shareHashes,
      long ueb) {}

  /** The bytes of the longest header of any version. */
  public static final int MAX_HEADER_SIZE = 0x44;

  /** The bytes of one node of the share hash chain. */
  static final int CHAIN_NODE_SIZE = 2 + HashTree.NODE_SIZE;

  /** The layout that a share of a file cut like this is written in. */
  public static ShareLayout forWriting(Segmentation segmentation, int total) {
    ShareLayout small = arrange(1, segmentation, total);
    return small.offsets.ueb <= 0xffffffffL ? small : arrange(2, segmentation, total);
  }

  private static ShareLayout arrange(int version, Segmentation segmentation, int total) {
    long tree = (long) HashTree.nodeCount(segmentation.segments()) * HashTree.NODE_SIZE;
    long data = headerSize(version);
    long plaintextHashes = data + segmentation.shareDataSize();
    return new ShareLayout(
        version,
        segmentation.blockSize(),
        segmentation.shareDataSize(),
        new Offsets(
            data,
            plaintextHashes,
            plaintextHashes + tree,
            plaintextHashes + 2 * tree,
            plaintextHashes + 3 * tree,
            plaintextHashes + 3 * tree + (long) chainLength(total) * CHAIN_NODE_SIZE));
  }

  /**
   * The nodes of each share's chain in the tree over {@code total} shares: its leaf, and one for
   * each level below the root.
   */
  static int chainLength(int total) {
    return HashTree.unclesOf(0, total).size() + 1;
  }

  /**
   * Reads the header of a share from its first bytes, at least {@link #MAX_HEADER_SIZE} of them
   * unless the share is shorter. {@code CORRUPT} if its version is unknown or its parts are not one
   * after the other.
   */
  public static ShareLayout read(ByteBuffer start) {
    ByteBuffer in = start.duplicate();
    if (in.remaining() < 4) throw corrupt("its header breaks off");
    int version = in.getInt();
    if (version != 1 && version != 2) throw corrupt("unknown version " + version);
    if (in.remaining() < headerSize(version) - 4) throw corrupt("its header breaks off");
    long[] fields = new long[8];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = version == 1 ? in.getInt() & 0xffffffffL : in.getLong();
    }
    ShareLayout layout =
        new ShareLayout(
            version,
            fields[0],
            fields[1],
            new Offsets(fields[2], fields[3], fields[4], fields[5], fields[6], fields[7]));
    layout.check();
    return layout;
  }

  private void check() {
    long chain = offsets.ueb - offsets.shareHashes;
    if (offsets.data < headerSize(version)
        || offsets.ciphertextHashes < offsets.data
        || offsets.blockHashes < offsets.ciphertextHashes) {
      throw corrupt("its parts overlap");
    }
    if (chain < 0 || chain % CHAIN_NODE_SIZE != 0 || chain > 512L * CHAIN_NODE_SIZE) {
      throw corrupt("its share hashes do not fit");
    }
    if (blockHashesSize() < 0 || blockHashesSize() % HashTree.NODE_SIZE != 0)
      throw corrupt("its block hashes do not fit");
  }

  /** Returns the header. */
  public Bytes header() {
    ByteBuffer out = ByteBuffer.allocate(headerSize(version)).putInt(version);
    long[] fields = {
      blockSize,
      dataSize,
      offsets.data,
      offsets.plaintextHashes,
      offsets.ciphertextHashes,
      offsets.blockHashes,
      offsets.shareHashes,
      offsets.ueb
    };
    for (long field : fields) {
      if (version == 1) out.putInt((int) field);
      else out.putLong(field);
    }
    return Bytes.wrap(out.array());
  }

  /** The bytes of the length that stands before the UEB. */
  public int uebLengthSize() {
    return version == 1 ? 4 : 8;
  }

  /** The offset of the block of segment {@code index}, of a file cut by {@code segmentation}. */
  public long blockOffset(Segmentation segmentation, long index) {
    return offsets.data + index * segmentation.blockSize();
  }

  /** The bytes of the block hash tree. */
  long blockHashesSize() {
    return offsets.shareHashes - offsets.blockHashes;
  }

  /** The bytes of a whole share whose UEB takes {@code uebSize}. */
  public long shareSize(int uebSize) {
    return offsets.ueb + uebLengthSize() + uebSize;
  }

  private static int headerSize(int version) {
    return version == 1 ? 0x24 : 0x44;
  }

  private static GridException corrupt(String reason) {
    return new GridException(GridException.Kind.CORRUPT, "bad share: " + reason);
  }
}
