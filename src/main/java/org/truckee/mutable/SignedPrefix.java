package org.truckee.mutable;

import java.nio.ByteBuffer;
import org.truckee.bytes.Bytes;
import org.truckee.cap.MutableFormat;
import org.truckee.crypto.HashTree;
import org.truckee.erasure.Segmentation;

/**
 * One version of a mutable file, as its writer signed it; every share of the version begins with
 * it:
 *
 * <pre>
 * format (1: 0 SDMF, 1 MDMF) || sequence number (8) || root of the share hash tree (32) || SDMF only: salt (16)
 * needed (1) || total (1) || segment size (8) || size (8)
 * </pre>
 *
 * <p>Everything before {@code needed} is the check string, which tells any two versions apart.
 *
 * @param terms everything but the hash and the salt
 * @param salt the salt of SDMF's data key; empty for MDMF, where each segment has its own
 */
public record SignedPrefix(VersionTerms terms, Bytes rootHash, Bytes salt) {
  /** The bytes of a salt. */
  public static final int SALT_SIZE = 16;

  private static final int COMMON_SIZE = 1 + 8 + HashTree.NODE_SIZE;
  private static final int ENCODING_SIZE = 1 + 1 + 8 + 8;

  /** Checks sizes. */
  public SignedPrefix {
    int saltSize = terms.format() == MutableFormat.SDMF ? SALT_SIZE : 0;
    if (rootHash.size() != HashTree.NODE_SIZE || salt.size() != saltSize)
      throw new IllegalArgumentException("size of root hash or salt");
  }

  /** The form of the file. */
  public MutableFormat format() {
    return terms.format();
  }

  /** The number of the version. */
  public long sequence() {
    return terms.sequence();
  }

  /** The number of shares that give the file back. */
  public int needed() {
    return terms.needed();
  }

  /** The number of shares that there are. */
  public int total() {
    return terms.total();
  }

  /** The bytes of every segment but the last. */
  public int segmentSize() {
    return terms.segmentSize();
  }

  /** The bytes of the contents. */
  public long size() {
    return terms.size();
  }

  /** The bytes of a signed prefix. */
  public static int sizeOf(MutableFormat format) {
    return checkStringSize(format) + ENCODING_SIZE;
  }

  /** The bytes of a check string. */
  public static int checkStringSize(MutableFormat format) {
    return COMMON_SIZE + (format == MutableFormat.SDMF ? SALT_SIZE : 0);
  }

  /**
   * Reads the signed prefix that {@code in} begins with; {@link IllegalArgumentException} if it is
   * none.
   */
  static SignedPrefix read(ByteBuffer in) {
    if (!in.hasRemaining()) throw new IllegalArgumentException("it breaks off");
    MutableFormat format = format(in.get(in.position()));
    if (in.remaining() < sizeOf(format)) throw new IllegalArgumentException("it breaks off");
    in.get();
    long sequence = in.getLong();
    Bytes rootHash = bytes(in, HashTree.NODE_SIZE);
    Bytes salt = bytes(in, format == MutableFormat.SDMF ? SALT_SIZE : 0);
    int needed = in.get() & 0xff;
    int total = in.get() & 0xff;
    long segmentSize = in.getLong();
    if (segmentSize != (int) segmentSize) throw new IllegalArgumentException("segment too large");
    VersionTerms terms =
        new VersionTerms(format, sequence, needed, total, (int) segmentSize, in.getLong());
    return new SignedPrefix(terms, rootHash, salt);
  }

  /** The byte form, which is signed. */
  public Bytes toBytes() {
    ByteBuffer out = ByteBuffer.allocate(sizeOf(format()));
    out.put(checkString().asByteBuffer());
    out.put((byte) needed()).put((byte) total()).putLong(segmentSize()).putLong(size());
    return Bytes.wrap(out.array());
  }

  /**
   * The first bytes of a share of this version: a share that begins otherwise belongs to another
   * one.
   */
  public Bytes checkString() {
    ByteBuffer out = ByteBuffer.allocate(checkStringSize(format()));
    out.put(version(format())).putLong(sequence());
    out.put(rootHash.asByteBuffer()).put(salt.asByteBuffer());
    return Bytes.wrap(out.array());
  }

  /** The number of segments; none of an empty file. */
  public long segments() {
    return size() == 0 ? 0 : segmentation().segments();
  }

  /** The cutting of the file, which is not empty. */
  public Segmentation segmentation() {
    return new Segmentation(size(), segmentSize(), needed());
  }

  private static byte version(MutableFormat format) {
    return (byte) (format == MutableFormat.SDMF ? 0 : 1);
  }

  private static MutableFormat format(byte version) {
    for (MutableFormat format : MutableFormat.values()) {
      if (version(format) == version) return format;
    }
    throw new IllegalArgumentException("a share of an unknown format");
  }

  private static Bytes bytes(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return Bytes.wrap(bytes);
  }
}
