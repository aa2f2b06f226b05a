package org.truckee.client.check;

/**
 * The thoroughness of a check.
 *
 * @param verify whether every byte of every share is read, instead of believing the servers' lists
 * @param addLease whether all shares get a lease, or a longer one
 * @param open whether at least the hashes of every share of an immutable file are read and checked
 */
public record CheckOptions(boolean verify, boolean addLease, boolean open) {
  /** A check that reads every byte, or believes the servers' lists. */
  public CheckOptions(boolean verify, boolean addLease) {
    this(verify, addLease, false);
  }

  /** The same, believing no server's list of shares of an immutable file. */
  public CheckOptions opening() {
    return new CheckOptions(verify, addLease, true);
  }
}
