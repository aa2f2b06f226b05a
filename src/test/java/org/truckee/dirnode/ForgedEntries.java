package org.truckee.dirnode;

import java.util.Random;
import java.util.random.RandomGenerator;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Netstring;
import org.truckee.bytes.Secret;
import org.truckee.cap.VdriveWriteCap;
import org.truckee.crypto.AesGcm;
import org.truckee.crypto.Tag;
import org.truckee.dirnode.vdrive.VdriveEntry;
import org.truckee.dirnode.vdrive.VdriveReader;

/**
 * Entries of a vdrive directory that a holder of its write capability signed well and filled with
 * anything at all.
 */
public final class ForgedEntries {
  private final RandomGenerator random = new Random(11);
  private final VdriveWriteCap cap;
  private final VdriveReader reader;
  private final AesGcm children;

  /** Forges entries of the directory of {@code cap}. */
  public ForgedEntries(VdriveWriteCap cap) {
    this.cap = cap;
    this.reader = new VdriveReader(cap.toReadCap());
    this.children =
        new AesGcm(new Secret(Tag.VDRIVE_CHILD_KEY.hash(cap.toReadCap().readKey().bytes())));
  }

  /** An entry in the slot of {@code name} that is sealed with no key. */
  public VdriveEntry unsealed(String name) {
    return sign(reader.slot(name), Bytes.wrap(new byte[100]));
  }

  /** An entry in the slot of {@code name} that holds {@code parts}. */
  public VdriveEntry of(String name, String... parts) {
    Bytes fields = Bytes.EMPTY;
    for (String part : parts) fields = Bytes.concat(fields, Netstring.of(Bytes.utf8(part)));
    Slot slot = reader.slot(name);
    return sign(slot, children.seal(fields, reader.place(slot), random));
  }

  /** An entry in the slot of {@code name} that claims to be changed by {@code write}. */
  public VdriveEntry writable(String name, String write, String... parts) {
    VdriveEntry read = of(name, parts);
    return sign(read.slot(), read.child(), write);
  }

  private VdriveEntry sign(Slot slot, Bytes child) {
    return sign(slot, child, "");
  }

  private VdriveEntry sign(Slot slot, Bytes child, String changing) {
    Bytes write =
        new AesGcm(new Secret(Tag.VDRIVE_WRITE_CAP_KEY.hash(cap.writeKey().bytes())))
            .seal(Bytes.utf8(changing), reader.place(slot), random);
    return VdriveEntry.sign(cap.signingKey(), reader.address(), slot, 1, child, write);
  }
}
