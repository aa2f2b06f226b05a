package org.truckee.storage.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.LeaseSecrets;

/**
 * The file that holds one immutable share:
 *
 * <pre>
 * version (4 bytes: 1 or 2) || data length, cut to 4 bytes || number of leases (4 bytes)
 * data
 * leases: owner (4) || renew secret (32) || cancel secret (32) || expiration in seconds since 1970 (4)
 * </pre>
 *
 * <p>Numbers are big-endian. The length of the data follows from that of the file and the number of
 * leases, as in Tahoe. Where the field of the length differs from that by some leases, the field is
 * right: a lease is being added, or a crash has cut the adding off. So no lease changes the data of
 * a share. Version 2 is written, and holds the hashes of the lease secrets.
 *
 * <p>Where the data are an object in a bucket, its reference stands in their place:
 *
 * <pre>
 * "Trk1" || zeros (4 bytes) || number of leases (4 bytes) || data length (8) || tag (16)
 * leases, as in version 2
 * </pre>
 *
 * @param dataLength the bytes of the share, wherever they are
 * @param leasesAt the place where the leases start
 * @param object the tag of the object that the data are, if they are not in this file
 */
public record ImmutableContainer(
    int version, long dataLength, long leasesAt, long leaseCount, Optional<Bytes> object) {
  /** The place where the data start. */
  public static final int DATA_OFFSET = 12;

  public static final int LEASE_SIZE = 72;
  private static final int WRITTEN_VERSION = 2;
  private static final int REFERENCE_VERSION = 0x54726b31;
  private static final int TAG_SIZE = 16;
  private static final int REFERENCE_SIZE = DATA_OFFSET + Long.BYTES + TAG_SIZE;
  private static final int BATCH = 500;

  /** The value of the field of the length if the data are at least so long. */
  private static final long MAX_LENGTH_FIELD = 0xffffffffL;

  /** The owner that new shares name, where Tahoe writes 0 for everybody. */
  private static int firstOwner(int owner) {
    return owner >= Lease.FIRST_ACCOUNT ? owner : 0;
  }

  /** Makes a container with room for {@code dataLength} bytes, and one lease of {@code owner}. */
  public static void create(
      FileChannel file, long dataLength, int owner, LeaseSecrets secrets, Instant now)
      throws IOException {
    ByteBuffer header =
        ByteBuffer.allocate(DATA_OFFSET)
            .putInt(WRITTEN_VERSION)
            .putInt((int) Math.min(dataLength, MAX_LENGTH_FIELD))
            .putInt(1)
            .flip();
    ShareFile.write(file, 0, header);
    ShareFile.write(
        file,
        DATA_OFFSET + dataLength,
        bytes(Lease.granted(WRITTEN_VERSION, firstOwner(owner), secrets, now)));
  }

  /** Makes a container of {@code dataLength} bytes that are the object with {@code tag}. */
  public static void refer(
      FileChannel file, long dataLength, Bytes tag, int owner, LeaseSecrets secrets, Instant now)
      throws IOException {
    ByteBuffer header =
        ByteBuffer.allocate(REFERENCE_SIZE)
            .putInt(REFERENCE_VERSION)
            .putInt(0)
            .putInt(1)
            .putLong(dataLength)
            .put(tag.asByteBuffer())
            .flip();
    ShareFile.write(file, 0, header);
    ShareFile.write(
        file,
        REFERENCE_SIZE,
        bytes(Lease.granted(REFERENCE_VERSION, firstOwner(owner), secrets, now)));
  }

  /** Reads the header; empty if the file is no container of an immutable share. */
  public static Optional<ImmutableContainer> read(FileChannel file) throws IOException {
    long size = file.size();
    if (size < DATA_OFFSET) return Optional.empty();
    ByteBuffer header = ShareFile.read(file, 0, DATA_OFFSET);
    int version = header.getInt();
    if (version == REFERENCE_VERSION) return readReference(file, size);
    long field = header.getInt() & 0xffffffffL;
    long leases = header.getInt() & 0xffffffffL;
    long dataLength = dataLength(size - DATA_OFFSET, field, leases);
    if ((version != 1 && version != 2) || dataLength < 0) return Optional.empty();
    long there = (size - DATA_OFFSET - dataLength) / LEASE_SIZE;
    return Optional.of(
        new ImmutableContainer(
            version, dataLength, DATA_OFFSET + dataLength, there, Optional.empty()));
  }

  private static Optional<ImmutableContainer> readReference(FileChannel file, long size)
      throws IOException {
    if (size < REFERENCE_SIZE) return Optional.empty();
    ByteBuffer rest = ShareFile.read(file, DATA_OFFSET, REFERENCE_SIZE - DATA_OFFSET);
    long dataLength = rest.getLong();
    Bytes tag = LeaseSlot.bytes(rest, TAG_SIZE);
    if (dataLength < 0) return Optional.empty();
    long there = (size - REFERENCE_SIZE) / LEASE_SIZE;
    return Optional.of(
        new ImmutableContainer(
            REFERENCE_VERSION, dataLength, REFERENCE_SIZE, there, Optional.of(tag)));
  }

  /** Tells whether the leases begin where the field of the length, if it is one, says. */
  static boolean fits(FileChannel file) throws IOException {
    if (ShareFile.read(file, 0, Integer.BYTES).getInt() == REFERENCE_VERSION)
      return (file.size() - REFERENCE_SIZE) % LEASE_SIZE == 0;
    long field = ShareFile.read(file, 4, Integer.BYTES).getInt() & MAX_LENGTH_FIELD;
    long behind = file.size() - DATA_OFFSET - field;
    return field == MAX_LENGTH_FIELD || (behind >= 0 && behind % LEASE_SIZE == 0);
  }

  /**
   * The bytes of the file {@code path}, which are {@code size}, and of the object that belongs to
   * it, if there is one. Only a small file is opened.
   */
  public static long size(Path path, long size) {
    if (size > REFERENCE_SIZE + LeasePlaces.MAX_LEASES * LEASE_SIZE) return size;
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      return read(file)
          .filter(share -> share.object.isPresent())
          .map(share -> size + share.dataLength)
          .orElse(size);
    } catch (IOException gone) {
      return size;
    }
  }

  private static long dataLength(long size, long field, long leases) {
    long counted = size - leases * LEASE_SIZE;
    if (counted < 0 || field > size || field >= MAX_LENGTH_FIELD) return counted;
    return (counted - field) % LEASE_SIZE == 0 ? field : counted;
  }

  /** The leases, in order; if there are more than a share may have, those that end last. */
  List<Lease> leases(FileChannel file) throws IOException {
    LeasePlaces.Latest<Lease> latest = new LeasePlaces.Latest<>(LeasePlaces.MAX_LEASES);
    for (long i = 0; i < leaseCount; i += BATCH)
      for (Lease lease : leases(file, i, (int) Math.min(BATCH, leaseCount - i)))
        latest.add(lease, lease.expiration());
    return latest.list();
  }

  private List<Lease> leases(FileChannel file, long first, int count) throws IOException {
    ByteBuffer in = ShareFile.read(file, leaseOffset(first), count * LEASE_SIZE);
    List<Lease> leases = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int owner = in.getInt();
      leases.add(new Lease(owner, secret(in), secret(in), in.getInt() & 0xffffffffL));
    }
    return leases;
  }

  /**
   * Renews the lease that has these secrets, or adds one in its {@link LeasePlaces place}; if
   * {@code durable}, on the disk itself. One of {@link Lease#NOBODY} is renewed only. Returns
   * whether there is such a lease now.
   */
  public static boolean addOrRenewLease(
      Path path, int owner, LeaseSecrets secrets, Instant now, boolean mayGrow, boolean durable)
      throws IOException {
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ImmutableContainer container =
          read(file).orElseThrow(() -> new IOException("no immutable share"));
      Lease granted = Lease.granted(container.version, owner, secrets, now);
      boolean there = container.limited(file).addOrRenewLease(file, granted, mayGrow);
      if (durable) file.force(true);
      return there;
    }
  }

  /**
   * This container without the leases that are too many. Data whose field does not tell their
   * length keep them all: a crash in the middle would show as other data.
   */
  private ImmutableContainer limited(FileChannel file) throws IOException {
    boolean untold = object.isEmpty() && dataLength >= MAX_LENGTH_FIELD;
    if (leaseCount <= LeasePlaces.MAX_LEASES || untold) return this;
    List<Lease> kept = leases(file);
    for (int i = 0; i < kept.size(); i++) ShareFile.write(file, leaseOffset(i), bytes(kept.get(i)));
    writeCount(file, kept.size());
    file.truncate(leaseOffset(kept.size()));
    return new ImmutableContainer(version, dataLength, leasesAt, kept.size(), object);
  }

  private boolean addOrRenewLease(FileChannel file, Lease granted, boolean mayGrow)
      throws IOException {
    List<Lease> leases = leases(file, 0, (int) Math.min(leaseCount, LeasePlaces.MAX_LEASES));
    int place = LeasePlaces.of(granted, leases, mayGrow);
    if (place < 0) return false;
    boolean added = place == leases.size();
    boolean renewed = !added && leases.get(place).renewsAs(granted);
    Lease written = renewed ? leases.get(place).extendedBy(granted) : granted;
    ShareFile.write(file, leaseOffset(place), bytes(written));
    writeCount(file, leaseCount + (added ? 1 : 0));
    return true;
  }

  private static void writeCount(FileChannel file, long leases) throws IOException {
    ShareFile.write(file, 8, ByteBuffer.allocate(4).putInt((int) leases).flip());
  }

  private long leaseOffset(long index) {
    return leasesAt + index * LEASE_SIZE;
  }

  private static ByteBuffer bytes(Lease lease) {
    return ByteBuffer.allocate(LEASE_SIZE)
        .putInt(lease.owner())
        .put(lease.renew().bytes().asByteBuffer())
        .put(lease.cancel().bytes().asByteBuffer())
        .putInt((int) lease.expiration())
        .flip();
  }

  private static Secret secret(ByteBuffer in) {
    byte[] secret = new byte[32];
    in.get(secret);
    return new Secret(Bytes.wrap(secret));
  }
}
