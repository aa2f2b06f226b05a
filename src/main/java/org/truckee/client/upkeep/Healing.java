package org.truckee.client.upkeep;

import io.vertx.core.Future;
import java.time.InstantSource;
import org.truckee.client.check.CheckOptions;
import org.truckee.client.check.CheckResults;
import org.truckee.client.upkeep.plan.Condition;
import org.truckee.client.upkeep.plan.KeptThing;
import org.truckee.client.upkeep.plan.RepairRule;

/** The remedies for what a check found: missing shares are made anew, crowded ones are copied. */
record Healing(Mending mending, Spreading spreading, InstantSource clock) {
  /** Gives {@code thing}, which was {@code found} and {@code judged} so, its remedy, if any. */
  Future<Condition> heal(
      KeptThing thing, Condition judged, CheckResults found, CheckOptions options) {
    return isRepairDue(thing, judged)
        ? mending.repair(thing, judged, options)
        : spreading.spread(thing, judged, found);
  }

  private boolean isRepairDue(KeptThing thing, Condition judged) {
    boolean lacking = judged.good() < judged.expected() && judged.isRecoverable();
    return (thing.attention().isThin() && lacking)
        || RepairRule.isRepairDue(judged, clock.instant());
  }
}
