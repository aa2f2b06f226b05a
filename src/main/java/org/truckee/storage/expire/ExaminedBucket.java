package org.truckee.storage.expire;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The shares of one file as they were read.
 *
 * @param diskSize the bytes that their directory takes of the disk
 * @param shares those that could be read, by number
 * @param unreadable the numbers of the others
 */
public record ExaminedBucket(
    long diskSize, SortedMap<Integer, ExaminedShare> shares, SortedSet<Integer> unreadable) {
  /** Keeps its own collections. */
  public ExaminedBucket {
    shares = Collections.unmodifiableSortedMap(new TreeMap<>(shares));
    unreadable = Collections.unmodifiableSortedSet(new TreeSet<>(unreadable));
  }

  /** The kind of the shares, if any could be read. */
  public Optional<ShareKind> kind() {
    return shares.isEmpty() ? Optional.empty() : Optional.of(shares.get(shares.lastKey()).kind());
  }

  /** Tells whether there is no share at all. */
  public boolean isEmpty() {
    return shares.isEmpty() && unreadable.isEmpty();
  }

  /** The numbers of the shares of which no lease holds by {@code policy}, enabled or not. */
  public SortedSet<Integer> expired(ExpirePolicy policy, Instant now) {
    SortedSet<Integer> expired = new TreeSet<>();
    shares.forEach(
        (number, share) -> {
          if (share.isExpired(policy, now)) expired.add(number);
        });
    return expired;
  }
}
