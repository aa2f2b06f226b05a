package org.truckee.dirnode.vdrive;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Netstring;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.crypto.Ed25519VerifyingKey;
import org.truckee.crypto.StorageIndex;
import org.truckee.crypto.Tag;
import org.truckee.dirnode.Slot;

/**
 * One entry of a directory on a vdrive server, as the server keeps it: the child that is in a slot,
 * or a mark that none is there any more, signed by a holder of the write capability. The server can
 * read neither names nor capabilities, can't make an entry up, and can't give one out under another
 * slot or directory. It can give out an older one; the sequence number shows that to a reader that
 * has seen a newer one.
 *
 * <pre>
 * entry     = version || slot || sequence || size(child) || child
 *             || size(writeCap) || writeCap || signature
 * version   = 1, in 1 byte
 * slot      = 32 bytes
 * sequence  = 8 bytes, big-endian: 1 for the first entry in a slot, then one more for each change
 * size(x)   = 4 bytes, big-endian
 * child     = sealed(netstring(name) || netstring(read capability) || netstring(metadata))
 * writeCap  = sealed(write capability), of an empty text if there is none
 * signature = 64 bytes, Ed25519 over netstring("truckee_vdrive_entry_v1") || storage index || all
 *             that stands before
 * </pre>
 *
 * Once a child is removed, {@code child} and {@code writeCap} are empty, and are not sealed.
 *
 * @param child the part for readers, sealed for them
 * @param writeCap the part for writers only, sealed for them
 */
public record VdriveEntry(Slot slot, long sequence, Bytes child, Bytes writeCap, Bytes signature) {
  /**
   * The most bytes of an entry: more than the longest names and capabilities take, with room for
   * metadata.
   */
  public static final int MAX_SIZE = 256 << 10;

  private static final byte VERSION = 1;
  private static final int SIGNATURE = 64;
  private static final int FIXED = 1 + Slot.SIZE + Long.BYTES + 2 * Integer.BYTES;

  /** The bytes of the entry that says that a child was removed. */
  public static final int TOMBSTONE_SIZE = FIXED + SIGNATURE;

  private static final Bytes PURPOSE = Netstring.of(Bytes.utf8("truckee_vdrive_entry_v1"));

  /** Checks sizes. */
  public VdriveEntry {
    Objects.requireNonNull(slot, "slot");
    if (sequence < 1) throw new IllegalArgumentException("sequence number " + sequence);
    if (child.size() == 0 && writeCap.size() != 0)
      throw new IllegalArgumentException("a write capability without a child");
    if (signature.size() != SIGNATURE)
      throw new IllegalArgumentException("signature of " + signature.size());
    if (FIXED + child.size() + writeCap.size() + SIGNATURE > MAX_SIZE)
      throw new IllegalArgumentException("an entry has at most " + MAX_SIZE + " bytes");
  }

  /** Makes an entry of the directory at {@code address}, under its writer's signature. */
  public static VdriveEntry sign(
      Ed25519SigningKey key,
      StorageIndex address,
      Slot slot,
      long sequence,
      Bytes child,
      Bytes writeCap) {
    Bytes signature = key.sign(signed(address, unsigned(slot, sequence, child, writeCap)));
    return new VdriveEntry(slot, sequence, child, writeCap, signature);
  }

  /** Reads an entry; {@code BAD_REQUEST} if it is malformed. The signature is not checked. */
  public static VdriveEntry parse(Bytes bytes) {
    if (bytes.size() > MAX_SIZE) throw bad("has more than " + MAX_SIZE + " bytes");
    ByteBuffer in = bytes.asByteBuffer();
    try {
      if (in.get() != VERSION) throw bad("is of an unknown version");
      Slot slot = new Slot(take(in, Slot.SIZE));
      long sequence = in.getLong();
      Bytes child = take(in, in.getInt());
      Bytes writeCap = take(in, in.getInt());
      return new VdriveEntry(slot, sequence, child, writeCap, take(in, in.remaining()));
    } catch (BufferUnderflowException e) {
      throw bad("breaks off");
    } catch (IllegalArgumentException e) {
      throw bad("is malformed: " + FailureText.sentence(e));
    }
  }

  private static Bytes take(ByteBuffer in, int size) {
    if (size < 0 || size > in.remaining()) throw new BufferUnderflowException();
    byte[] part = new byte[size];
    in.get(part);
    return Bytes.wrap(part);
  }

  /** The byte form. */
  public Bytes toBytes() {
    return Bytes.concat(unsigned(slot, sequence, child, writeCap), signature);
  }

  /** The bytes of the byte form. */
  public int size() {
    return FIXED + child.size() + writeCap.size() + SIGNATURE;
  }

  /** The hash that tells it from every other entry, to the byte. */
  public Bytes digest() {
    return Tag.VDRIVE_ENTRY.hash(toBytes());
  }

  /** Returns whether it marks its slot as empty. */
  public boolean isTombstone() {
    return child.size() == 0;
  }

  /** Returns whether the owner of {@code key} made it for the directory at {@code address}. */
  public boolean isSignedBy(Ed25519VerifyingKey key, StorageIndex address) {
    Bytes unsigned = unsigned(slot, sequence, child, writeCap);
    return key.verifies(signed(address, unsigned), signature);
  }

  private static Bytes signed(StorageIndex address, Bytes unsigned) {
    return Bytes.concat(PURPOSE, address.bytes(), unsigned);
  }

  private static Bytes unsigned(Slot slot, long sequence, Bytes child, Bytes writeCap) {
    ByteBuffer out = ByteBuffer.allocate(FIXED + child.size() + writeCap.size());
    out.put(VERSION).put(slot.bytes().asByteBuffer()).putLong(sequence);
    out.putInt(child.size()).put(child.asByteBuffer());
    out.putInt(writeCap.size()).put(writeCap.asByteBuffer());
    return Bytes.wrap(out.array());
  }

  private static GridException bad(String reason) {
    return new GridException(GridException.Kind.BAD_REQUEST, "a directory entry " + reason);
  }
}
