package org.truckee.dirnode.vdrive;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Netstring;
import org.truckee.bytes.Secret;
import org.truckee.cap.VdriveReadCap;
import org.truckee.cap.VdriveVerifyCap;
import org.truckee.crypto.AesGcm;
import org.truckee.crypto.Ed25519VerifyingKey;
import org.truckee.crypto.HmacSha256;
import org.truckee.crypto.StorageIndex;
import org.truckee.crypto.Tag;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildName;
import org.truckee.dirnode.DamageMark;
import org.truckee.dirnode.NetstringReader;
import org.truckee.dirnode.Slot;
import org.truckee.dirnode.StoredChild;

/**
 * Finds and reads the entries of one directory on a vdrive server with its read capability. A child
 * that it returns was written by a holder of the write capability, for this directory and this
 * name.
 */
public final class VdriveReader {
  private final VdriveReadCap cap;
  private final StorageIndex address;
  private final HmacSha256 names;
  private final AesGcm children;

  /** A reader of the directory that {@code cap} names. */
  public VdriveReader(VdriveReadCap cap) {
    this.cap = cap;
    this.address = cap.verify().storageIndex();
    this.names = new HmacSha256(derived(Tag.VDRIVE_NAME_KEY));
    this.children = new AesGcm(derived(Tag.VDRIVE_CHILD_KEY));
  }

  private Secret derived(Tag tag) {
    return new Secret(tag.hash(cap.readKey().bytes()));
  }

  /** The address that the directory is kept under. */
  public StorageIndex address() {
    return address;
  }

  /** The slot of the child of that name, which is normalised here. */
  public Slot slot(String name) {
    return new Slot(names.of(Bytes.utf8(ChildName.normalise(name))));
  }

  /** Returns whether {@code key} is the one that entries of this directory are signed with. */
  public boolean trusts(Ed25519VerifyingKey key) {
    return VdriveVerifyCap.of(key).equals(cap.verify());
  }

  /**
   * The child that {@code entry} holds, without the power to change it; empty if it was removed. Of
   * an entry that was not made for this directory and this name, the child is a damaged one. The
   * signature is not checked here.
   */
  public Optional<Child> open(VdriveEntry entry) {
    return open(entry, Optional.empty());
  }

  Optional<Child> open(VdriveEntry entry, Optional<AesGcm> writeCaps) {
    if (entry.isTombstone()) return Optional.empty();
    try {
      return Optional.of(read(entry, writeCaps));
    } catch (GridException damaged) {
      return Optional.of(Child.damaged(DamageMark.of(entry.slot()), FailureText.sentence(damaged)));
    }
  }

  private Child read(VdriveEntry entry, Optional<AesGcm> writeCaps) {
    Bytes place = place(entry.slot());
    Optional<String> write =
        writeCaps.isEmpty()
            ? Optional.of("")
            : writeCaps.get().open(entry.writeCap(), place).map(StoredChild::text);
    Bytes sealed = children.open(entry.child(), place).orElseThrow(VdriveReader::misplaced);
    NetstringReader fields = new NetstringReader(sealed);
    String name = StoredChild.text(fields.next());
    if (!slot(name).equals(entry.slot())) throw misplaced();
    return child(name, fields, write);
  }

  private static Child child(String name, NetstringReader fields, Optional<String> write) {
    try {
      StoredChild stored =
          new StoredChild(name, write, StoredChild.text(fields.next()), fields.next());
      return fields.hasNext() ? Child.damaged(name, "it has a part too many") : stored.child();
    } catch (GridException damaged) {
      return Child.damaged(name, FailureText.sentence(damaged));
    }
  }

  /** Seals for readers their part of {@code child}. */
  Bytes seal(Child child, RandomGenerator random) {
    Bytes fields =
        Bytes.concat(
            netstring(child.name()),
            netstring(child.target().storedRead(false)),
            netstring(child.metadata().toJson()));
    return children.seal(fields, place(slot(child.name())), random);
  }

  private static Bytes netstring(String text) {
    return Netstring.of(Bytes.utf8(text));
  }

  /** The place that sealed values are bound to: this directory, and the name. */
  public Bytes place(Slot slot) {
    return Bytes.concat(address.bytes(), slot.bytes());
  }

  private static GridException misplaced() {
    return new GridException(
        GridException.Kind.CORRUPT, "it was made for another place, or is damaged");
  }
}
