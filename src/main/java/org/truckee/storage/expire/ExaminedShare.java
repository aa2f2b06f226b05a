package org.truckee.storage.expire;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A share as its leases were read. A share without any lease stays: nothing says when it was last
 * wanted.
 *
 * @param size the bytes of its file
 * @param diskSize the bytes that the file takes of the disk
 * @param expirations the ends of its leases, in seconds since 1970
 */
public record ExaminedShare(ShareKind kind, long size, long diskSize, List<Long> expirations) {
  /** Keeps its own list. */
  public ExaminedShare {
    expirations = List.copyOf(expirations);
  }

  /** Tells whether the ends that were promised to clients have all passed. */
  public boolean isOver(Instant now) {
    return !expirations.isEmpty()
        && expirations.stream().allMatch(end -> end <= now.getEpochSecond());
  }

  /** Tells whether no lease holds by {@code policy}, enabled or not. */
  public boolean isExpired(ExpirePolicy policy, Instant now) {
    return !expirations.isEmpty()
        && expirations.stream().noneMatch(end -> policy.holds(end, kind, now));
  }

  /** The whole days since each lease was granted; negative for a grant in the future. */
  public LongStream leaseDays(Instant now) {
    long day = Duration.ofDays(1).toSeconds();
    long granted = ExpirePolicy.GRANTED.toSeconds();
    return expirations.stream()
        .mapToLong(end -> Math.floorDiv(now.getEpochSecond() - (end - granted), day));
  }
}
