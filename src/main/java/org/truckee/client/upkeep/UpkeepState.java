package org.truckee.client.upkeep;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.truckee.client.upkeep.plan.UpkeepFigures;
import org.truckee.client.upkeep.plan.UpkeepWarnings;

/**
 * The state of upkeep at one time.
 *
 * @param enabled whether it is on in the configuration
 * @param figures what is kept up, and how well
 * @param progress the work that goes on; empty while nothing is due
 * @param trouble the reason why it could not go on the last time; empty if it could
 * @param damaged how many entrustments of others can't be read here any more
 * @param at the time of the figures
 */
public record UpkeepState(
    boolean enabled,
    UpkeepFigures figures,
    Optional<UpkeepProgress> progress,
    Optional<String> trouble,
    int damaged,
    Instant at) {
  /** Checks that all is there. */
  public UpkeepState {
    Objects.requireNonNull(figures, "figures");
    Objects.requireNonNull(progress, "progress");
    Objects.requireNonNull(trouble, "trouble");
    Objects.requireNonNull(at, "at");
  }

  /** The state of an upkeep that is off. */
  public static UpkeepState off(Instant at) {
    return new UpkeepState(false, UpkeepFigures.NONE, Optional.empty(), Optional.empty(), 0, at);
  }

  /** Returns whether the last full cycle is overdue. */
  public boolean overdue() {
    return enabled && UpkeepWarnings.isOverdue(figures, at);
  }

  /** The sentences that its owner should read. */
  public List<String> warnings() {
    if (!enabled) return List.of();
    List<String> warnings = new ArrayList<>(UpkeepWarnings.of(figures, at));
    if (damaged > 0)
      warnings.add(
          (damaged == 1
                  ? "1 entrustment is damaged: its things"
                  : damaged + " entrustments are damaged: their things")
              + " are not repaired. \"truckee caretake list\" shows which.");
    trouble.ifPresent(reason -> warnings.add("Upkeep can't go on: " + reason + "."));
    return List.copyOf(warnings);
  }
}
