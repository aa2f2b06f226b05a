package org.truckee.client.upkeep.plan;

import org.truckee.client.check.CheckOptions;

/**
 * The care that a thing is due for, beside the question for its shares.
 *
 * @param verify whether every byte of its shares is read
 * @param renew whether its leases are renewed
 * @param audit whether random blocks of its shares are read
 */
public record DueCare(boolean verify, boolean renew, boolean audit) {
  /** The options of the check; leases are renewed when it has found which of them are of use. */
  public CheckOptions check() {
    return new CheckOptions(verify, false);
  }

  /** The same with a reading of every byte, since an audit found something wrong. */
  public DueCare suspicious() {
    return new DueCare(true, renew, audit);
  }
}
