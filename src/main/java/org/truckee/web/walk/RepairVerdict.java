package org.truckee.web.walk;

import java.util.Optional;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.client.repair.RepairResults;
import org.truckee.client.repair.Repairer;
import org.truckee.web.failure.Explanation;
import org.truckee.web.page.file.CheckPage.Remedy;
import org.truckee.web.page.file.CheckPage.Verdict;

/**
 * The outcome of a check or a repair in words, and the button that would help.
 *
 * @param capability what was checked; empty if that is not known any more
 */
record RepairVerdict(RepairResults results, Optional<Capability> capability) {
  private static final Remedy REPAIR = new Remedy("?t=check&repair=true", "Repair");

  private static final Remedy FORCE =
      new Remedy("?t=check&repair=true&force=true", "Repair by a new version");

  /** The outcome of a check that repaired nothing. */
  Verdict afterCheck() {
    return healthy() ? Verdict.good(summary()) : new Verdict(false, summary(), help(), remedy());
  }

  /** The outcome of a repair. */
  Verdict afterRepair() {
    if (!results.attempted()) return unattempted();
    if (results.failure().isPresent()) return brokeOff(results.failure().get());
    if (results.successful()) return Verdict.good("It was repaired. " + summary());
    return new Verdict(
        false,
        "The repair did not make it whole. " + summary(),
        "Servers that are full or away take no shares: repair it again when others are there.",
        remedy());
  }

  private Verdict unattempted() {
    if (healthy()) return Verdict.good("Nothing had to be repaired. " + summary());
    return results
        .failure()
        .map(why -> "Nothing was repaired: " + String.join("; ", Explanation.of(why).why()) + ".")
        .map(why -> new Verdict(false, why + " " + summary(), help(), Remedy.NONE))
        .orElseGet(this::afterCheck);
  }

  private Verdict brokeOff(GridException failure) {
    Explanation why = Explanation.of(failure);
    boolean force = GridException.is(failure, GridException.Kind.CONFLICT);
    return new Verdict(
        false,
        "The repair failed: " + String.join("; ", why.why()) + ". " + summary(),
        force
            ? "A new version of what can be read heals it. What was written at the same time, or"
                + " later and can't be read, is lost by that."
            : why.help(),
        force ? FORCE : remedy());
  }

  private boolean healthy() {
    return results.after().health().healthy();
  }

  private String summary() {
    return new CheckFindings(results.after()).summary();
  }

  private String help() {
    if (!results.after().health().recoverable())
      return "If servers are away, check again when they answer. If all of them answer, store it"
          + " again from a copy.";
    if (canRepair()) return "A repair makes the missing shares anew from those that are there.";
    return "Nobody can repair it by this link: a file or folder that can be changed is repaired by"
        + " the link that can change it.";
  }

  private Remedy remedy() {
    return canRepair() && results.after().health().recoverable() ? REPAIR : Remedy.NONE;
  }

  private boolean canRepair() {
    return capability.filter(Repairer::canRepair).isPresent();
  }
}
