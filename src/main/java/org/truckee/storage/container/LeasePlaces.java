package org.truckee.storage.container;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The choice of the leases that a share keeps. Anybody who knows a storage index may add leases, so
 * there is a bound on them; where it is reached, or where the disk has no room for one more, a new
 * lease takes the place of the lease that ends first.
 *
 * <p>Strangers can't take a share from its owner in this way. A share is kept until the last of its
 * leases ends, and a lease gives way only to one that ends later: with any number of a stranger's
 * leases, the share is kept at least as long as the owner was promised. An owner whose lease has
 * given way renews it as before, as a new lease. An account has few leases on one share, so that
 * none drives out the others.
 */
public final class LeasePlaces {
  /** The most leases on one share. */
  static final int MAX_LEASES = 100;

  /** The most leases of one account on one share. */
  static final int MAX_OF_ACCOUNT = 10;

  private LeasePlaces() {}

  /**
   * The index at which {@code granted} is to stand among {@code leases}, where null is a free
   * place: its own, if it renews one; else a free one; else the next one, if the share {@code
   * mayGrow}; else that of the lease that ends first. The result is -1 if all others last longer,
   * or if one that only renews has none to renew.
   */
  static int of(Lease granted, List<Lease> leases, boolean mayGrow) {
    int free = -1;
    int first = -1;
    for (int i = leases.size() - 1; i >= 0; i--) {
      Lease lease = leases.get(i);
      if (lease == null) free = i;
      else if (lease.renewsAs(granted)) return granted.isTooLateFor(lease) ? -1 : i;
      else if (first < 0 || lease.expiration() <= leases.get(first).expiration()) first = i;
    }
    if (granted.owner() == Lease.NOBODY) return -1;
    int own = ownPlace(granted, leases);
    if (own >= 0) return own;
    if (free >= 0) return free;
    if (mayGrow && leases.size() < MAX_LEASES) return leases.size();
    return first >= 0 && leases.get(first).expiration() < granted.expiration() ? first : -1;
  }

  /**
   * The place of the account's lease that ends first, if it has as many as it may have; else -1.
   */
  private static int ownPlace(Lease granted, List<Lease> leases) {
    if (!granted.isOfAccount()) return -1;
    int own = 0;
    int first = -1;
    for (int i = 0; i < leases.size(); i++) {
      Lease lease = leases.get(i);
      if (lease == null || lease.owner() != granted.owner()) continue;
      own++;
      if (first < 0 || lease.expiration() < leases.get(first).expiration()) first = i;
    }
    return own >= MAX_OF_ACCOUNT ? first : -1;
  }

  /** Collects the few of many leases that end last, in the order in which they come. */
  static final class Latest<T> {
    private record Numbered<T>(long number, long expiration, T lease) {}

    private final int limit;
    private final PriorityQueue<Numbered<T>> kept =
        new PriorityQueue<>(
            Comparator.<Numbered<T>>comparingLong(Numbered::expiration)
                .thenComparingLong(Numbered::number));
    private long seen;

    /** A collector of the {@code limit} leases that end last. */
    Latest(int limit) {
      this.limit = limit;
    }

    /** Adds a lease, which ends at {@code expiration}. */
    void add(T lease, long expiration) {
      kept.add(new Numbered<>(seen++, expiration, lease));
      if (kept.size() > limit) kept.remove();
    }

    /** The leases that end last. */
    List<T> list() {
      List<Numbered<T>> ordered = new ArrayList<>(kept);
      ordered.sort(Comparator.comparingLong(Numbered::number));
      return ordered.stream().map(Numbered::lease).toList();
    }
  }
}
