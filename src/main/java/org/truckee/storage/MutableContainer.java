package org.truckee.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.TaggedHasher;

/**
 * The file that holds one mutable share:
 *
 * <pre>
 * magic (32 bytes, says the version: 1 or 2) || id of the server that took the write enabler (20) || write enabler (32)
 * data length (8) || offset of the further leases (8)
 * four leases: owner (4, 0 if there is none) || expiration (4) || renew secret (32) || cancel secret (32) || server id (20)
 * data, then room that it may grow into
 * number of further leases (4) || further leases
 * </pre>
 *
 * <p>Version 2 is written, and holds the hashes of the lease secrets. What this record says is what
 * stood in the file when it was read.
 */
record MutableContainer(
    int version,
    Bytes serverId,
    Secret writeEnabler,
    long dataLength,
    long furtherLeases,
    List<Slot> slots) {
  static final int HEADER_SIZE = 100;
  static final int LEASE_SIZE = 92;
  static final int FIXED_SLOTS = 4;
  static final int DATA_OFFSET = HEADER_SIZE + FIXED_SLOTS * LEASE_SIZE;
  static final int DATA_LENGTH_FIELD = 84;
  private static final int MAGIC_SIZE = 32;
  private static final int WRITTEN_VERSION = 2;
  private static final int MAX_FURTHER_LEASES = 10_000;

  /** A lease and the id of the server that took it; the lease is null where the slot is free. */
  record Slot(Lease lease, Bytes serverId) {}

  /** Keeps its own list. */
  MutableContainer {
    slots = List.copyOf(slots);
  }

  /** A container without data or leases, as it is before its file exists. */
  static MutableContainer empty(Bytes serverId, Secret writeEnabler) {
    Slot free = new Slot(null, Bytes.wrap(new byte[20]));
    return new MutableContainer(
        WRITTEN_VERSION, serverId, writeEnabler, 0, DATA_OFFSET, List.of(free, free, free, free));
  }

  /** Tells whether the file is a container of a mutable share, whole or damaged. */
  static boolean isOne(FileChannel file) throws IOException {
    return version(file) != 0;
  }

  private static int version(FileChannel file) throws IOException {
    if (file.size() < DATA_OFFSET) return 0;
    Bytes magic = Bytes.wrap(ShareFile.read(file, 0, MAGIC_SIZE).array());
    return magic.equals(magic(1)) ? 1 : magic.equals(magic(2)) ? 2 : 0;
  }

  /** Reads the header and the leases; empty if the file is no container of a mutable share. */
  static Optional<MutableContainer> read(FileChannel file) throws IOException {
    int version = version(file);
    if (version == 0) return Optional.empty();
    ByteBuffer in = ShareFile.read(file, 0, DATA_OFFSET).position(MAGIC_SIZE);
    Bytes serverId = bytes(in, 20);
    Secret writeEnabler = new Secret(bytes(in, 32));
    long dataLength = in.getLong();
    long furtherLeases = in.getLong();
    List<Slot> slots = new ArrayList<>();
    for (int i = 0; i < FIXED_SLOTS; i++) slots.add(slot(in));
    readFurther(file, furtherLeases, slots);
    return Optional.of(
        new MutableContainer(version, serverId, writeEnabler, dataLength, furtherLeases, slots));
  }

  private static void readFurther(FileChannel file, long offset, List<Slot> slots)
      throws IOException {
    int count = ShareFile.read(file, offset, 4).getInt();
    if (count < 0 || count > MAX_FURTHER_LEASES)
      throw new IOException("a mutable share claims " + count + " leases");
    ByteBuffer in = ShareFile.read(file, offset + 4, count * LEASE_SIZE);
    for (int i = 0; i < count; i++) slots.add(slot(in));
  }

  /** How many of {@code length} bytes of the data from {@code offset} there are. */
  long available(long offset, long length) {
    return Math.max(0, Math.min(length, dataLength - offset));
  }

  /** The bytes of the data from {@code offset}, as many of {@code length} as there are. */
  Bytes data(FileChannel file, long offset, long length) throws IOException {
    long there = available(offset, length);
    return Bytes.wrap(ShareFile.read(file, DATA_OFFSET + offset, Math.toIntExact(there)).array());
  }

  /** Everything before the data. */
  ByteBuffer head() {
    ByteBuffer out = ByteBuffer.allocate(DATA_OFFSET);
    out.put(magic(version).asByteBuffer())
        .put(serverId.asByteBuffer())
        .put(writeEnabler.bytes().asByteBuffer());
    out.putLong(dataLength).putLong(furtherLeases);
    for (Slot slot : slots.subList(0, FIXED_SLOTS)) put(out, slot);
    return out.flip();
  }

  /** Everything after the data and its room. */
  ByteBuffer tail() {
    List<Slot> further = slots.subList(FIXED_SLOTS, slots.size());
    ByteBuffer out = ByteBuffer.allocate(4 + further.size() * LEASE_SIZE).putInt(further.size());
    for (Slot slot : further) put(out, slot);
    return out.flip();
  }

  /**
   * This container with data of another length, for which there is room up to {@code
   * furtherLeases}.
   */
  MutableContainer resized(long newLength, long newFurtherLeases) {
    return new MutableContainer(
        version, serverId, writeEnabler, newLength, newFurtherLeases, slots);
  }

  /** This container with {@code lease}, renewed if it was there and else in the first free slot. */
  MutableContainer leased(Lease lease, Bytes acceptedBy) {
    List<Slot> changed = new ArrayList<>(slots);
    int free = slots.size();
    for (int i = slots.size() - 1; i >= 0; i--) {
      Slot slot = slots.get(i);
      if (slot.lease() == null) {
        free = i;
      } else if (slot.lease().renewsAs(lease)) {
        changed.set(i, new Slot(slot.lease().extendedBy(lease), slot.serverId()));
        return withSlots(changed);
      }
    }
    if (free == changed.size()) changed.add(new Slot(lease, acceptedBy));
    else changed.set(free, new Slot(lease, acceptedBy));
    return withSlots(changed);
  }

  private MutableContainer withSlots(List<Slot> changed) {
    return new MutableContainer(
        version, serverId, writeEnabler, dataLength, furtherLeases, changed);
  }

  private static Slot slot(ByteBuffer in) {
    int owner = in.getInt();
    long expiration = in.getInt() & 0xffffffffL;
    Secret renew = new Secret(bytes(in, 32));
    Secret cancel = new Secret(bytes(in, 32));
    Bytes serverId = bytes(in, 20);
    return new Slot(owner == 0 ? null : new Lease(owner, renew, cancel, expiration), serverId);
  }

  private static void put(ByteBuffer out, Slot slot) {
    Lease lease = slot.lease();
    if (lease == null) {
      out.put(new byte[LEASE_SIZE]);
      return;
    }
    out.putInt(lease.owner()).putInt((int) lease.expiration());
    out.put(lease.renew().bytes().asByteBuffer()).put(lease.cancel().bytes().asByteBuffer());
    out.put(slot.serverId().asByteBuffer());
  }

  private static Bytes magic(int version) {
    Bytes text =
        Bytes.wrap(
            ("Tahoe mutable container v" + version + "\n").getBytes(StandardCharsets.US_ASCII));
    Bytes rest =
        version == 1
            ? Bytes.ofHex("750944038e")
            : TaggedHasher.tagged(Bytes.utf8("allmydata_mutable_container_header"), 5)
                .update(text)
                .digest();
    return Bytes.concat(text, rest);
  }

  private static Bytes bytes(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return Bytes.wrap(bytes);
  }
}
