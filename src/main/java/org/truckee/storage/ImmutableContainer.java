package org.truckee.storage;

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
 * <p>Numbers are big-endian. The length of the data follows from that of the file, not from its
 * field. Version 2 is written, and holds the hashes of the lease secrets.
 */
record ImmutableContainer(int version, long dataLength, int leaseCount) {
  /** Where the data starts. */
  static final int DATA_OFFSET = 12;

  static final int LEASE_SIZE = 72;
  private static final int WRITTEN_VERSION = 2;

  /** Makes a container with room for {@code dataLength} bytes, and one lease. */
  static void create(FileChannel file, long dataLength, LeaseSecrets secrets, Instant now)
      throws IOException {
    ByteBuffer header =
        ByteBuffer.allocate(DATA_OFFSET)
            .putInt(WRITTEN_VERSION)
            .putInt((int) Math.min(dataLength, 0xffffffffL))
            .putInt(1)
            .flip();
    ShareFile.write(file, 0, header);
    ShareFile.write(
        file, DATA_OFFSET + dataLength, bytes(Lease.granted(WRITTEN_VERSION, 0, secrets, now)));
  }

  /** Reads the header; empty if the file is no container of an immutable share. */
  static Optional<ImmutableContainer> read(FileChannel file) throws IOException {
    long size = file.size();
    if (size < DATA_OFFSET) return Optional.empty();
    ByteBuffer header = ShareFile.read(file, 0, DATA_OFFSET);
    int version = header.getInt();
    header.getInt();
    long leases = header.getInt() & 0xffffffffL;
    long dataLength = size - DATA_OFFSET - leases * LEASE_SIZE;
    if ((version != 1 && version != 2) || dataLength < 0) return Optional.empty();
    return Optional.of(new ImmutableContainer(version, dataLength, (int) leases));
  }

  /** All leases, in order. */
  List<Lease> leases(FileChannel file) throws IOException {
    List<Lease> leases = new ArrayList<>();
    for (int i = 0; i < leaseCount; i++) {
      ByteBuffer in = ShareFile.read(file, leaseOffset(i), LEASE_SIZE);
      int owner = in.getInt();
      leases.add(new Lease(owner, secret(in), secret(in), in.getInt() & 0xffffffffL));
    }
    return leases;
  }

  /**
   * Renews the lease that has these secrets, or adds one; if {@code durable}, on the disk itself.
   */
  static void addOrRenewLease(Path path, LeaseSecrets secrets, Instant now, boolean durable)
      throws IOException {
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ImmutableContainer container =
          read(file).orElseThrow(() -> new IOException("no immutable share"));
      container.addOrRenewLease(file, Lease.granted(container.version, 1, secrets, now));
      if (durable) file.force(true);
    }
  }

  private void addOrRenewLease(FileChannel file, Lease granted) throws IOException {
    List<Lease> leases = leases(file);
    for (int i = 0; i < leases.size(); i++) {
      if (leases.get(i).renewsAs(granted)) {
        ShareFile.write(file, leaseOffset(i), bytes(leases.get(i).extendedBy(granted)));
        return;
      }
    }
    ShareFile.write(file, leaseOffset(leases.size()), bytes(granted));
    ShareFile.write(file, 8, ByteBuffer.allocate(4).putInt(leases.size() + 1).flip());
  }

  private long leaseOffset(int index) {
    return DATA_OFFSET + dataLength + (long) index * LEASE_SIZE;
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
