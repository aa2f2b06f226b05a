package org.truckee.protocol.entrust;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.StorageIndex;

/**
 * What a caretaker says of the things of one entrustment. Its signature proves who says it, and not
 * that it is true.
 *
 * @param entrustment the signature of the entrustment
 * @param made when it was made, in whole seconds
 * @param care how many there are, and when each had been looked at
 * @param low those with too few shares, a number of them at most
 */
public record CareReport(Bytes entrustment, Instant made, Care care, List<Low> low) {
  /** The most things that a report lists. */
  public static final int MOST_LOW = 100;

  /** Takes a copy. */
  public CareReport {
    Objects.requireNonNull(entrustment, "entrustment");
    Objects.requireNonNull(made, "made");
    Objects.requireNonNull(care, "care");
    if (low.size() > MOST_LOW) throw new IllegalArgumentException(low.size() + " things");
    low = List.copyOf(low);
  }

  /**
   * The care for all of them together.
   *
   * @param things how many there are
   * @param healthy those with all shares
   * @param low those with too few shares
   * @param lost those of them that can't be read, or that repairs did not help
   * @param checked the time since which each has been checked; 1970 if one never was
   * @param renewed the time since which the leases of each have been renewed; 1970 likewise
   */
  public record Care(
      long things, long healthy, long low, long lost, Instant checked, Instant renewed) {
    /** Checks that there are times. */
    public Care {
      Objects.requireNonNull(checked, "checked");
      Objects.requireNonNull(renewed, "renewed");
    }
  }

  /** A thing with too few shares. */
  public record Low(StorageIndex address, int good, int needed, int expected) {
    /** Checks that there is an address. */
    public Low {
      Objects.requireNonNull(address, "address");
    }
  }
}
