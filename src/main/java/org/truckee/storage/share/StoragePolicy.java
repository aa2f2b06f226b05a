package org.truckee.storage.share;

/**
 * The rules by which a storage server accepts and keeps shares.
 *
 * @param reservedSpace the bytes of the disk that are left free for others
 * @param readonly whether no share is accepted any more
 * @param maximumShareSize the largest immutable share accepted
 * @param durable whether a share is on the disk itself, and not only in its cache, before it is
 *     acknowledged
 */
public record StoragePolicy(
    long reservedSpace, boolean readonly, long maximumShareSize, boolean durable) {
  /** The policy of a server that is told nothing else. */
  public static final StoragePolicy USUAL = new StoragePolicy(1L << 30, false, 1L << 50, true);

  /** Checks sizes. */
  public StoragePolicy {
    if (reservedSpace < 0 || maximumShareSize < 1)
      throw new IllegalArgumentException("sizes must not be negative");
  }

  /** The same, which leaves {@code bytes} of the disk free. */
  public StoragePolicy reserving(long bytes) {
    return new StoragePolicy(bytes, readonly, maximumShareSize, durable);
  }

  /** The same for shares of at most {@code bytes}. */
  public StoragePolicy sharesUpTo(long bytes) {
    return new StoragePolicy(reservedSpace, readonly, bytes, durable);
  }

  /** The same, which does not wait for the disk itself. */
  public StoragePolicy notDurable() {
    return new StoragePolicy(reservedSpace, readonly, maximumShareSize, false);
  }
}
