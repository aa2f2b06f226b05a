package org.truckee.client.repair;

import java.util.Objects;
import org.truckee.client.check.CheckResults;

/**
 * The outcome of a check that repairs: the fields of Tahoe's check-and-repair results.
 *
 * @param before the health that the check found
 * @param attempted whether there was something to repair, and the power to do it
 * @param after the health now; the same as before if nothing was attempted
 */
public record RepairResults(CheckResults before, boolean attempted, CheckResults after) {
  /** Checks that there are both. */
  public RepairResults {
    Objects.requireNonNull(before, "before");
    Objects.requireNonNull(after, "after");
  }

  /** The outcome for a thing that was left as it is. */
  static RepairResults untouched(CheckResults found) {
    return new RepairResults(found, false, found);
  }

  /** Returns whether an attempt made it healthy. */
  public boolean successful() {
    return attempted && after.health().healthy();
  }
}
