package org.truckee.web.member;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.OptionalLong;
import org.truckee.client.limit.StorageQuota;
import org.truckee.crypto.StorageIndex;
import org.truckee.platform.BlockingWork;

/**
 * The quota of one member.
 *
 * @param usual the quota of those who have no own one; empty if they may store any number of bytes
 */
public record MemberQuota(
    String member, MemberLedger ledger, OptionalLong usual, BlockingWork disk, InstantSource clock)
    implements StorageQuota {
  /** What the member has stored, and may store. */
  public Future<MemberLedger.Standing> standing() {
    return disk.ask(() -> ledger.standing(member, usual, clock.instant()));
  }

  @Override
  public Future<Reservation> reserve(StorageIndex file, long bytes) {
    return disk.ask(() -> ledger.reserve(member, file, bytes, usual, clock.instant()))
        .map(OnItsWay::new);
  }

  /** Room for a file that is on its way. */
  private final class OnItsWay implements Reservation {
    private final MemberLedger.Held held;

    OnItsWay(MemberLedger.Held held) {
      this.held = held;
    }

    @Override
    public Future<Void> settle() {
      return disk.run(() -> ledger.settle(held, clock.instant()));
    }

    @Override
    public void release() {
      ledger.release(held);
    }
  }
}
