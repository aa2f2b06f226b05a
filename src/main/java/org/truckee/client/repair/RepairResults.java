package org.truckee.client.repair;

import java.util.Objects;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.client.check.CheckResults;

/**
 * The outcome of a check that repairs: the fields of Tahoe's check-and-repair results.
 *
 * @param before the health that the check found
 * @param attempted whether there was something to repair, and the power to do it
 * @param after the health now; the same as before if nothing was attempted, or the repair broke off
 * @param failure the reason why a repair broke off, or why none can be attempted
 */
public record RepairResults(
    CheckResults before, boolean attempted, CheckResults after, Optional<GridException> failure) {
  /** Checks that all is there. */
  public RepairResults {
    Objects.requireNonNull(before, "before");
    Objects.requireNonNull(after, "after");
    Objects.requireNonNull(failure, "failure");
  }

  /** The outcome of a repair that did not break off. */
  public RepairResults(CheckResults before, boolean attempted, CheckResults after) {
    this(before, attempted, after, Optional.empty());
  }

  /** The outcome for a thing that was left as it is. */
  static RepairResults untouched(CheckResults found) {
    return new RepairResults(found, false, found);
  }

  /** The outcome of a repair that broke off by {@code failure}. */
  static RepairResults failed(CheckResults found, GridException failure) {
    return new RepairResults(found, true, found, Optional.of(failure));
  }

  /** The outcome for a thing that {@code why} can't be repaired in this way. */
  static RepairResults impossible(CheckResults found, String why) {
    return new RepairResults(
        found, false, found, Optional.of(new GridException(GridException.Kind.NOT_ALLOWED, why)));
  }

  /** Returns whether an attempt made it healthy. */
  public boolean successful() {
    return attempted && after.health().healthy();
  }
}
