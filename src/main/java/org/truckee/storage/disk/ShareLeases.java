package org.truckee.storage.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.truckee.GridException;
import org.truckee.crypto.LeaseSecrets;
import org.truckee.crypto.StorageIndex;
import org.truckee.storage.account.Purse;
import org.truckee.storage.container.ImmutableContainer;
import org.truckee.storage.container.Lease;
import org.truckee.storage.container.MutableContainer;

/** Adds and renews the leases of stored shares. Blocks; the lock of their file is held. */
final class ShareLeases {
  private final ShareDirectories directories;
  private final MutableShares mutable;
  private final InstantSource clock;
  private final boolean durable;

  ShareLeases(
      ShareDirectories directories, MutableShares mutable, InstantSource clock, boolean durable) {
    this.directories = directories;
    this.mutable = mutable;
    this.clock = clock;
    this.durable = durable;
  }

  /** The secrets of a lease, the bytes by which a share may grow for it, and what pays for it. */
  record Terms(LeaseSecrets secrets, long space, Purse purse) {}

  /**
   * Adds or renews the lease on all shares of a file; {@code NOT_FOUND} if there are none. One that
   * fails keeps no other from its lease.
   */
  void add(StorageIndex storageIndex, Terms terms) throws IOException {
    boolean any = false;
    IOException failure = null;
    for (Path file : directories.list(storageIndex).values()) {
      try {
        any |= add(storageIndex, file, terms);
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) throw failure;
    if (!any) throw new GridException(GridException.Kind.NOT_FOUND, "no shares of this file here");
    if (terms.purse.hasRefused()) throw terms.purse.refusal();
  }

  /** Tells whether the file is a share. */
  private boolean add(StorageIndex storageIndex, Path path, Terms terms) throws IOException {
    Optional<MutableContainer> share;
    boolean immutable;
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      share = MutableContainer.read(file);
      immutable = ImmutableContainer.read(file).isPresent();
    }
    if (share.isPresent()) addMutable(storageIndex, path, share.get(), terms);
    else if (immutable) addImmutable(path, terms);
    return share.isPresent() || immutable;
  }

  private void addMutable(StorageIndex storageIndex, Path path, MutableContainer share, Terms terms)
      throws IOException {
    int owner = terms.purse.owner(path);
    boolean there = mutable.addOrRenewLease(storageIndex, path, share, owner, terms);
    if (!there && owner == Lease.NOBODY) terms.purse.refuse();
  }

  /**
   * Adds or renews the lease on the immutable shares with {@code numbers}, and returns those for
   * which the quota of its account is enough.
   */
  SortedSet<Integer> addImmutable(
      StorageIndex storageIndex, SortedSet<Integer> numbers, Terms terms) throws IOException {
    SortedSet<Integer> leased = new TreeSet<>();
    for (int number : numbers)
      if (addImmutable(directories.share(storageIndex, number), terms)) leased.add(number);
    return leased;
  }

  /**
   * Adds or renews the lease on the immutable share in {@code path}; false if the quota of its
   * account is too low.
   */
  private boolean addImmutable(Path path, Terms terms) throws IOException {
    int owner = terms.purse.owner(path);
    boolean mayGrow = terms.space >= ImmutableContainer.LEASE_SIZE;
    boolean there =
        ImmutableContainer.addOrRenewLease(
            path, owner, terms.secrets, clock.instant(), mayGrow, durable);
    boolean refused = !there && owner == Lease.NOBODY;
    if (refused) terms.purse.refuse();
    return !refused;
  }
}
