package org.truckee.storage.container;

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
 * <p>Version 2 is written, and holds the hashes of the lease secrets. The record is the state of
 * the file when it was read. No lease makes a share unreadable: of more leases than {@link
 * LeasePlaces#MAX_LEASES} those that end last are read, and numbers that point outside of the file
 * are taken for the nearest ones inside. The next change writes only the leases that were read.
 */
public record MutableContainer(
    int version, Bytes serverId, Secret writeEnabler, Extent extent, List<LeaseSlot> slots) {
  static final int HEADER_SIZE = 100;
  public static final int LEASE_SIZE = LeaseSlot.SIZE;
  static final int FIXED_SLOTS = 4;
  public static final int DATA_OFFSET = HEADER_SIZE + FIXED_SLOTS * LEASE_SIZE;
  static final int DATA_LENGTH_FIELD = 84;
  private static final int MAGIC_SIZE = 32;
  private static final int WRITTEN_VERSION = 2;
  private static final int MAX_FURTHER_LEASES = LeasePlaces.MAX_LEASES - FIXED_SLOTS;
  private static final int BATCH = 500;

  /**
   * The places in the file.
   *
   * @param dataLength the length of the data
   * @param furtherLeases the offset of the further leases
   * @param end the length of the file, 0 before it exists
   */
  record Extent(long dataLength, long furtherLeases, long end) {}

  /** Keeps its own list. */
  public MutableContainer {
    slots = List.copyOf(slots);
  }

  /** A container without data or leases, as it is before its file exists. */
  public static MutableContainer empty(Bytes serverId, Secret writeEnabler) {
    LeaseSlot free = new LeaseSlot(null, Bytes.wrap(new byte[20]));
    return new MutableContainer(
        WRITTEN_VERSION,
        serverId,
        writeEnabler,
        new Extent(0, DATA_OFFSET, 0),
        List.of(free, free, free, free));
  }

  /** Tells whether the file is a container of a mutable share, whole or damaged. */
  public static boolean isOne(FileChannel file) throws IOException {
    return version(file) != 0;
  }

  private static int version(FileChannel file) throws IOException {
    if (file.size() < DATA_OFFSET) return 0;
    Bytes magic = Bytes.wrap(ShareFile.read(file, 0, MAGIC_SIZE).array());
    return magic.equals(magic(1)) ? 1 : magic.equals(magic(2)) ? 2 : 0;
  }

  /** Reads the header and the leases; empty if the file is no container of a mutable share. */
  public static Optional<MutableContainer> read(FileChannel file) throws IOException {
    Optional<MutableContainer> head = readHead(file);
    return head.isEmpty() ? head : Optional.of(head.get().withFurtherLeases(file));
  }

  /** Reads the header and the fixed leases, which is enough to read the data. */
  public static Optional<MutableContainer> readHead(FileChannel file) throws IOException {
    int version = version(file);
    if (version == 0) return Optional.empty();
    ByteBuffer in = ShareFile.read(file, 0, DATA_OFFSET).position(MAGIC_SIZE);
    Bytes serverId = LeaseSlot.bytes(in, 20);
    Secret writeEnabler = new Secret(LeaseSlot.bytes(in, 32));
    long end = file.size();
    long dataLength = Math.max(0, Math.min(in.getLong(), end - DATA_OFFSET));
    long claimed = in.getLong();
    long dataEnd = DATA_OFFSET + dataLength;
    long furtherLeases = claimed < dataEnd || claimed > end ? dataEnd : claimed;
    List<LeaseSlot> slots = new ArrayList<>();
    for (int i = 0; i < FIXED_SLOTS; i++) slots.add(LeaseSlot.read(in));
    return Optional.of(
        new MutableContainer(
            version, serverId, writeEnabler, new Extent(dataLength, furtherLeases, end), slots));
  }

  private MutableContainer withFurtherLeases(FileChannel file) throws IOException {
    long there = (end() - furtherLeases() - Integer.BYTES) / LEASE_SIZE;
    if (there <= 0) return this;
    long claimed = ShareFile.read(file, furtherLeases(), Integer.BYTES).getInt() & 0xffffffffL;
    long count = Math.min(claimed, there);
    LeasePlaces.Latest<LeaseSlot> latest = new LeasePlaces.Latest<>(MAX_FURTHER_LEASES);
    for (long i = 0; i < count; i += BATCH)
      for (LeaseSlot slot : readSlots(file, i, (int) Math.min(BATCH, count - i)))
        latest.add(slot, slot.lease() == null ? 0 : slot.lease().expiration());
    List<LeaseSlot> all = new ArrayList<>(slots);
    all.addAll(latest.list());
    return withSlots(all);
  }

  private List<LeaseSlot> readSlots(FileChannel file, long first, int count) throws IOException {
    long position = furtherLeases() + Integer.BYTES + first * LEASE_SIZE;
    ByteBuffer in = ShareFile.read(file, position, count * LEASE_SIZE);
    List<LeaseSlot> read = new ArrayList<>();
    for (int i = 0; i < count; i++) read.add(LeaseSlot.read(in));
    return read;
  }

  /** The length of the data. */
  public long dataLength() {
    return extent.dataLength;
  }

  /** The offset of the further leases. */
  public long furtherLeases() {
    return extent.furtherLeases;
  }

  /** The length of the file, 0 before it exists. */
  public long end() {
    return extent.end;
  }

  /** The number of bytes, of {@code length} from {@code offset}, that the data have. */
  public long available(long offset, long length) {
    return Math.max(0, Math.min(length, dataLength() - offset));
  }

  /** The bytes of the data from {@code offset}, as many of {@code length} as there are. */
  public Bytes data(FileChannel file, long offset, long length) throws IOException {
    long there = available(offset, length);
    return Bytes.wrap(ShareFile.read(file, DATA_OFFSET + offset, Math.toIntExact(there)).array());
  }

  /** Everything before the data. */
  public ByteBuffer head() {
    ByteBuffer out = ByteBuffer.allocate(DATA_OFFSET);
    out.put(magic(version).asByteBuffer())
        .put(serverId.asByteBuffer())
        .put(writeEnabler.bytes().asByteBuffer());
    out.putLong(dataLength()).putLong(furtherLeases());
    for (LeaseSlot slot : slots.subList(0, FIXED_SLOTS)) slot.write(out);
    return out.flip();
  }

  /** Everything after the data and its room. */
  public ByteBuffer tail() {
    List<LeaseSlot> further = slots.subList(FIXED_SLOTS, slots.size());
    ByteBuffer out = ByteBuffer.allocate(4 + further.size() * LEASE_SIZE).putInt(further.size());
    for (LeaseSlot slot : further) slot.write(out);
    return out.flip();
  }

  /** The length of the file that follows from this record. */
  public long size() {
    return furtherLeases() + tailSize();
  }

  private long tailSize() {
    return Integer.BYTES + (long) (slots.size() - FIXED_SLOTS) * LEASE_SIZE;
  }

  /**
   * This container with data of another length, for which there is room up to {@code
   * furtherLeases}.
   */
  public MutableContainer resized(long newLength, long newFurtherLeases) {
    Extent changed = new Extent(newLength, newFurtherLeases, end());
    return new MutableContainer(version, serverId, writeEnabler, changed, slots);
  }

  /**
   * This container with {@code lease}, renewed if it was there and else in its {@link LeasePlaces
   * place}.
   */
  public MutableContainer leased(Lease lease, Bytes acceptedBy, boolean mayGrow) {
    List<Lease> leases = new ArrayList<>();
    for (LeaseSlot slot : slots) leases.add(slot.lease());
    int place = LeasePlaces.of(lease, leases, mayGrow);
    if (place < 0) return this;
    List<LeaseSlot> changed = new ArrayList<>(slots);
    if (place == changed.size()) changed.add(new LeaseSlot(lease, acceptedBy));
    else changed.set(place, changed.get(place).with(lease, acceptedBy));
    return withSlots(changed);
  }

  /** Tells whether there is a lease of the same secret that lasts as long as {@code granted}. */
  public boolean has(Lease granted) {
    return slots.stream()
        .map(LeaseSlot::lease)
        .anyMatch(lease -> lease != null && lease.covers(granted));
  }

  private MutableContainer withSlots(List<LeaseSlot> changed) {
    return new MutableContainer(version, serverId, writeEnabler, extent, changed);
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
}
