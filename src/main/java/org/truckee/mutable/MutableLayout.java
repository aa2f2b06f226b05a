package org.truckee.mutable;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.truckee.bytes.Bytes;
import org.truckee.cap.MutableFormat;
import org.truckee.crypto.HashTree;
import org.truckee.erasure.Segmentation;

/**
 * The places of the parts of a mutable share. Behind the {@link SignedPrefix} stands a table of
 * offsets, and then, for SDMF,
 *
 * <pre>
 * signature (4) || share hashes (4) || block hashes (4) || data (4) || private key (8) || end (8)
 * public key, signature, share hashes, block hashes, data (one block), private key
 * </pre>
 *
 * <p>and for MDMF, where the data begin at the same place whatever the keys' lengths,
 *
 * <pre>
 * private key (8) || share hashes (8) || signature (8) || public key (8) || its end (8) || data (8) || block hashes (8) || end (8)
 * private key, share hashes, signature, public key, room, data (for each segment: salt || block), block hashes
 * </pre>
 *
 * <p>The offsets are not signed: a share may put its parts anywhere, and each part is checked by
 * itself.
 */
public record MutableLayout(
    MutableFormat format, Signing signing, Part shareHashes, Part blockHashes, Part data) {
  /** The bytes of a share from {@code begin} to before {@code end}. */
  public record Part(long begin, long end) {
    /** The number of bytes. */
    public long length() {
      return end - begin;
    }
  }

  /** The places of the keys, the private one encrypted, and of the signature made with them. */
  public record Signing(Part publicKey, Part signature, Part privateKey) {}

  /** One link of the way to the root: the number of a node (2) and its hash. */
  static final int LINK_SIZE = 2 + HashTree.NODE_SIZE;

  /** A bound above any key, signature or chain of hashes. */
  private static final int MAX_PART = 16 << 10;

  private static final int SDMF_TABLE = 4 * 4 + 2 * 8;
  private static final int MDMF_TABLE = 8 * 8;

  /**
   * The place of the data in every MDMF share: the other parts have as much room as Tahoe gives.
   */
  private static final int MDMF_DATA =
      SignedPrefix.sizeOf(MutableFormat.MDMF) + MDMF_TABLE + 1220 + 260 + 292 + 8 * LINK_SIZE;

  /**
   * The layout of new shares of the version {@code prefix}, whose keys and signature have these
   * sizes.
   */
  static MutableLayout forWriting(
      SignedPrefix prefix, int publicKeySize, int signatureSize, int privateKeySize) {
    return prefix.format() == MutableFormat.SDMF
        ? sdmf(prefix, publicKeySize, signatureSize, privateKeySize)
        : mdmf(prefix, publicKeySize, signatureSize, privateKeySize);
  }

  private static MutableLayout sdmf(
      SignedPrefix prefix, int publicKeySize, int signatureSize, int privateKeySize) {
    Part publicKey = part(headerSize(MutableFormat.SDMF), publicKeySize);
    Part signature = part(publicKey.end, signatureSize);
    Part shareHashes = part(signature.end, chainSize(prefix));
    Part blockHashes = part(shareHashes.end, treeSize(prefix));
    Part data = part(blockHashes.end, dataSize(prefix));
    Part privateKey = part(data.end, privateKeySize);
    return new MutableLayout(
        MutableFormat.SDMF,
        new Signing(publicKey, signature, privateKey),
        shareHashes,
        blockHashes,
        data);
  }

  private static MutableLayout mdmf(
      SignedPrefix prefix, int publicKeySize, int signatureSize, int privateKeySize) {
    Part privateKey = part(headerSize(MutableFormat.MDMF), privateKeySize);
    Part shareHashes = part(privateKey.end, chainSize(prefix));
    Part signature = part(shareHashes.end, signatureSize);
    Part publicKey = part(signature.end, publicKeySize);
    if (publicKey.end > MDMF_DATA) throw new IllegalArgumentException("keys of unusual sizes");
    Part data = part(MDMF_DATA, dataSize(prefix));
    Part blockHashes = part(data.end, treeSize(prefix));
    return new MutableLayout(
        MutableFormat.MDMF,
        new Signing(publicKey, signature, privateKey),
        shareHashes,
        blockHashes,
        data);
  }

  private static int chainSize(SignedPrefix prefix) {
    return HashTree.unclesOf(0, prefix.total()).size() * LINK_SIZE;
  }

  /** The bytes of signed prefix and table. */
  static int headerSize(MutableFormat format) {
    return SignedPrefix.sizeOf(format) + (format == MutableFormat.SDMF ? SDMF_TABLE : MDMF_TABLE);
  }

  /**
   * Reads the table at the position of {@code in}, which is behind {@code prefix}; {@link
   * IllegalArgumentException} if the parts can't have their places.
   */
  static MutableLayout read(SignedPrefix prefix, ByteBuffer in) {
    MutableLayout layout;
    try {
      layout = prefix.format() == MutableFormat.SDMF ? readSdmf(in) : readMdmf(in);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("it breaks off", e);
    }
    layout.check(prefix);
    return layout;
  }

  private static MutableLayout readSdmf(ByteBuffer in) {
    long[] at = new long[7];
    at[0] = headerSize(MutableFormat.SDMF);
    for (int i = 1; i < at.length; i++) at[i] = i < 5 ? in.getInt() & 0xffffffffL : in.getLong();
    return new MutableLayout(
        MutableFormat.SDMF,
        new Signing(new Part(at[0], at[1]), new Part(at[1], at[2]), new Part(at[5], at[6])),
        new Part(at[2], at[3]),
        new Part(at[3], at[4]),
        new Part(at[4], at[5]));
  }

  private static MutableLayout readMdmf(ByteBuffer in) {
    long[] at = new long[8];
    for (int i = 0; i < at.length; i++) at[i] = in.getLong();
    return new MutableLayout(
        MutableFormat.MDMF,
        new Signing(new Part(at[3], at[4]), new Part(at[2], at[3]), new Part(at[0], at[1])),
        new Part(at[1], at[2]),
        new Part(at[6], at[7]),
        new Part(at[5], at[6]));
  }

  private void check(SignedPrefix prefix) {
    for (Part part :
        List.of(signing.publicKey, signing.signature, shareHashes, signing.privateKey)) {
      if (part.begin < 0 || part.length() < 0 || part.length() > MAX_PART)
        throw new IllegalArgumentException("a part lies where it can't");
    }
    if (shareHashes.length() % LINK_SIZE != 0)
      throw new IllegalArgumentException("broken share hashes");
    if (blockHashes.begin < 0 || blockHashes.length() != treeSize(prefix))
      throw new IllegalArgumentException("block hashes of another file");
    if (data.begin < 0 || data.length() != dataSize(prefix))
      throw new IllegalArgumentException("data of another size");
  }

  /** The byte form of the table. */
  Bytes table() {
    if (format == MutableFormat.SDMF) {
      ByteBuffer out = ByteBuffer.allocate(SDMF_TABLE);
      Stream.of(signing.signature, shareHashes, blockHashes, data)
          .forEach(part -> out.putInt((int) part.begin));
      return Bytes.wrap(out.putLong(signing.privateKey.begin).putLong(end()).array());
    }
    ByteBuffer out = ByteBuffer.allocate(MDMF_TABLE);
    Stream.of(signing.privateKey, shareHashes, signing.signature, signing.publicKey)
        .forEach(part -> out.putLong(part.begin));
    out.putLong(signing.publicKey.end).putLong(data.begin);
    out.putLong(blockHashes.begin).putLong(end());
    return Bytes.wrap(out.array());
  }

  /** The end of the last part, and so of the share. */
  public long end() {
    return format == MutableFormat.SDMF ? signing.privateKey.end : blockHashes.end;
  }

  /**
   * The place of the block of segment {@code index} of the version {@code prefix}, with its salt.
   */
  public Part block(SignedPrefix prefix, long index) {
    int salt = saltSize(format);
    long begin = data.begin + index * (prefix.segmentation().blockSize() + salt);
    return part(begin, prefix.segmentation().blockLength(index) + salt);
  }

  /**
   * The place of the block of segment {@code index}, with its salt, in every MDMF share of a file
   * that is cut as {@code cut} says.
   */
  public static long mdmfBlock(Segmentation cut, long index) {
    return MDMF_DATA + index * (cut.blockSize() + SignedPrefix.SALT_SIZE);
  }

  /** Returns whether an MDMF share has its parts where Tahoe puts them, and new ones are put. */
  public boolean isUsual() {
    return format == MutableFormat.MDMF
        && data.begin == MDMF_DATA
        && blockHashes.begin == data.end
        && signing.privateKey.begin == headerSize(format);
  }

  /** The bytes of salt before each block. */
  static int saltSize(MutableFormat format) {
    return format == MutableFormat.MDMF ? SignedPrefix.SALT_SIZE : 0;
  }

  private static long dataSize(SignedPrefix prefix) {
    if (prefix.size() == 0) return 0;
    return prefix.segmentation().shareDataSize() + prefix.segments() * saltSize(prefix.format());
  }

  /** An empty file has a tree too, over one leaf that belongs to no segment. */
  private static long treeSize(SignedPrefix prefix) {
    return (long) HashTree.nodeCount(Math.max(1, prefix.segments())) * HashTree.NODE_SIZE;
  }

  private static Part part(long begin, long length) {
    return new Part(begin, begin + length);
  }
}
