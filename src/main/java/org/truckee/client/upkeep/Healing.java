package org.truckee.client.upkeep;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Optional;
import org.truckee.client.check.CheckOptions;
import org.truckee.client.check.CheckResults;
import org.truckee.client.upkeep.entrust.Entrustments;
import org.truckee.client.upkeep.plan.Condition;
import org.truckee.client.upkeep.plan.KeptThing;
import org.truckee.client.upkeep.plan.RepairRule;
import org.truckee.protocol.entrust.Entrustment;

/** The remedies for what a check found: missing shares are made anew, crowded ones are copied. */
record Healing(Mending mending, Spreading spreading, Entrustments entrusted, InstantSource clock) {
  /** Gives {@code thing}, which was {@code found} and {@code judged} so, its remedy, if any. */
  Future<Condition> heal(
      KeptThing thing, Condition judged, CheckResults found, CheckOptions options) {
    if (!mayRepair(thing)) return Future.succeededFuture(judged);
    return isRepairDue(thing, judged, found)
        ? mending.repair(thing, judged, options)
        : spreading.spread(thing, judged, found);
  }

  /** The wishes of another owner, if {@code thing} is entrusted. */
  Optional<Entrustment.Policy> wish(KeptThing thing) {
    return thing.origin().entrustment().flatMap(entrusted::policy);
  }

  /** An own thing is repaired, and an entrusted one if its owner is known to wish that. */
  private boolean mayRepair(KeptThing thing) {
    return thing.origin().entrustment().isEmpty()
        || wish(thing).filter(Entrustment.Policy::repair).isPresent();
  }

  private boolean isRepairDue(KeptThing thing, Condition judged, CheckResults found) {
    boolean lacking = !found.health().healthy() && judged.isRecoverable();
    return (thing.attention().isThin() && lacking)
        || RepairRule.isRepairDue(judged, clock.instant());
  }
}
