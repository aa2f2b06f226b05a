package org.truckee.storage.container;

import java.nio.ByteBuffer;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;

/**
 * A place for a lease in a mutable container; sizes in bytes:
 *
 * <pre>
 * owner (4) || expiration (4) || renew secret (32) || cancel secret (32) || server id (20)
 * </pre>
 *
 * @param lease the lease; null where the place is free
 * @param serverId the id of the server that took it
 */
public record LeaseSlot(Lease lease, Bytes serverId) {
  static final int SIZE = 92;
  private static final int SECRET_SIZE = 32;
  private static final int ID_SIZE = 20;

  /** The next one in {@code in}. */
  static LeaseSlot read(ByteBuffer in) {
    int owner = in.getInt();
    long expiration = in.getInt() & 0xffffffffL;
    Secret renew = new Secret(bytes(in, SECRET_SIZE));
    Secret cancel = new Secret(bytes(in, SECRET_SIZE));
    Bytes serverId = bytes(in, ID_SIZE);
    return new LeaseSlot(owner == 0 ? null : new Lease(owner, renew, cancel, expiration), serverId);
  }

  /** The next {@code length} bytes of {@code in}. */
  static Bytes bytes(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return Bytes.wrap(bytes);
  }

  /** Appends it to {@code out}. */
  void write(ByteBuffer out) {
    if (lease == null) {
      out.put(new byte[SIZE]);
      return;
    }
    out.putInt(lease.owner()).putInt((int) lease.expiration());
    out.put(lease.renew().bytes().asByteBuffer()).put(lease.cancel().bytes().asByteBuffer());
    out.put(serverId.asByteBuffer());
  }

  /** The slot with {@code next}, which renews the lease that was there, or takes its place. */
  LeaseSlot with(Lease next, Bytes acceptedBy) {
    boolean renewed = lease != null && lease.renewsAs(next);
    return renewed
        ? new LeaseSlot(lease.extendedBy(next), serverId)
        : new LeaseSlot(next, acceptedBy);
  }
}
