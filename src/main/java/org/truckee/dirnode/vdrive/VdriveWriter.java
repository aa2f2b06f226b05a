package org.truckee.dirnode.vdrive;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.VdriveWriteCap;
import org.truckee.crypto.AesGcm;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.crypto.Ed25519VerifyingKey;
import org.truckee.crypto.Tag;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.Slot;

/** Makes the entries of one directory on a vdrive server, and reads all their parts. */
public final class VdriveWriter {
  private final VdriveReader reader;
  private final Ed25519SigningKey key;
  private final AesGcm writeCaps;

  /** A writer of the directory that {@code cap} names. */
  public VdriveWriter(VdriveWriteCap cap) {
    this.reader = new VdriveReader(cap.toReadCap());
    this.key = cap.signingKey();
    this.writeCaps = new AesGcm(new Secret(Tag.VDRIVE_WRITE_CAP_KEY.hash(cap.writeKey().bytes())));
  }

  /** The reader of the same directory, without its power to write. */
  public VdriveReader reader() {
    return reader;
  }

  /** The key that the server checks entries with. */
  public Ed25519VerifyingKey verifyingKey() {
    return key.verifyingKey();
  }

  /** As {@link VdriveReader#open}, with the power to change the child. */
  public Optional<Child> open(VdriveEntry entry) {
    return reader.open(entry, Optional.of(writeCaps));
  }

  /** The entry that puts {@code child} in its slot; {@code sequence} is the next number there. */
  public VdriveEntry put(Child child, long sequence, RandomGenerator random) {
    Slot slot = reader.slot(child.name());
    Bytes write = Bytes.utf8(child.target().storedWrite());
    return VdriveEntry.sign(
        key,
        reader.address(),
        slot,
        sequence,
        reader.seal(child, random),
        writeCaps.seal(write, reader.place(slot), random));
  }

  /** The entry that says that nothing is in {@code slot} any more. */
  public VdriveEntry remove(Slot slot, long sequence) {
    return VdriveEntry.sign(key, reader.address(), slot, sequence, Bytes.EMPTY, Bytes.EMPTY);
  }
}
