package org.truckee.storage.account;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.truckee.protocol.account.Account;
import org.truckee.storage.container.ShareInspection;
import org.truckee.storage.expire.ExpirePolicy;
import org.truckee.storage.expire.ShareKind;

/**
 * What shares cost the accounts that have leases on them: each share its data, and at least {@link
 * #LEAST}, once for each account, however many leases that one has. Where leases end, one that has
 * ended costs nothing. Blocks.
 *
 * @param expire the rules by which leases end
 */
record Charges(ExpirePolicy expire, InstantSource clock) {
  /** The least that a share costs: an empty one takes a piece of the disk, too. */
  static final long LEAST = 4096;

  /** What a share with data of {@code length} bytes costs. */
  static long of(long length) {
    return Math.max(length, LEAST);
  }

  /** What the shares in {@code files} cost each account. One that can't be read costs nothing. */
  Map<Integer, Long> of(Collection<Path> files) throws IOException {
    Map<Integer, Long> charges = new HashMap<>();
    for (Path file : files) {
      Optional<ShareInspection> opened = open(file);
      if (opened.isEmpty()) continue;
      try (ShareInspection share = opened.get()) {
        for (int account : holders(share))
          charges.merge(account, of(share.dataLength()), Long::sum);
      }
    }
    return charges;
  }

  /** Tells whether the share in {@code file} costs {@code account} already. */
  boolean isHeld(Path file, int account) throws IOException {
    Optional<ShareInspection> opened = open(file);
    if (opened.isEmpty()) return false;
    try (ShareInspection share = opened.get()) {
      return holders(share).contains(account);
    }
  }

  /** The length of the data of the share in {@code file}. */
  static long length(Path file) throws IOException {
    Optional<ShareInspection> opened = open(file);
    if (opened.isEmpty()) return 0;
    try (ShareInspection share = opened.get()) {
      return share.dataLength();
    }
  }

  private static Optional<ShareInspection> open(Path file) throws IOException {
    try {
      return ShareInspection.open(file);
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    }
  }

  private Set<Integer> holders(ShareInspection share) {
    ShareKind kind = share.isMutable() ? ShareKind.MUTABLE : ShareKind.IMMUTABLE;
    Set<Integer> holders = new HashSet<>();
    for (ShareInspection.LeaseDate lease : share.leases())
      if (lease.owner() >= Account.FIRST && counts(lease.expiration(), kind))
        holders.add(lease.owner());
    return holders;
  }

  private boolean counts(long expiration, ShareKind kind) {
    return !expire.enabled() || expire.holds(expiration, kind, clock.instant());
  }
}
