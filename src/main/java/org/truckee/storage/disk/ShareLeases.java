package org.truckee.storage.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.crypto.LeaseSecrets;
import org.truckee.crypto.StorageIndex;
import org.truckee.storage.container.ImmutableContainer;
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

  /**
   * Adds or renews the lease on all shares of a file, which grow by no more than {@code space};
   * {@code NOT_FOUND} if there are none. One that fails keeps no other from its lease.
   */
  void add(StorageIndex storageIndex, LeaseSecrets secrets, long space) throws IOException {
    boolean any = false;
    IOException failure = null;
    for (Path file : directories.list(storageIndex).values()) {
      try {
        any |= add(storageIndex, file, secrets, space);
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) throw failure;
    if (!any) throw new GridException(GridException.Kind.NOT_FOUND, "no shares of this file here");
  }

  /** Tells whether the file is a share. */
  private boolean add(StorageIndex storageIndex, Path path, LeaseSecrets secrets, long space)
      throws IOException {
    Optional<MutableContainer> share;
    boolean immutable;
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      share = MutableContainer.read(file);
      immutable = ImmutableContainer.read(file).isPresent();
    }
    if (share.isPresent()) mutable.addOrRenewLease(storageIndex, path, share.get(), secrets, space);
    else if (immutable) addImmutable(path, secrets, space);
    return share.isPresent() || immutable;
  }

  /** Adds or renews the lease on the immutable share in {@code path}. */
  void addImmutable(Path path, LeaseSecrets secrets, long space) throws IOException {
    boolean mayGrow = space >= ImmutableContainer.LEASE_SIZE;
    ImmutableContainer.addOrRenewLease(path, secrets, clock.instant(), mayGrow, durable);
  }
}
