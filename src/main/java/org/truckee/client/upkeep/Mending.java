package org.truckee.client.upkeep;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.client.check.CheckOptions;
import org.truckee.client.repair.RepairOptions;
import org.truckee.client.repair.RepairResults;
import org.truckee.client.upkeep.plan.Condition;
import org.truckee.client.upkeep.plan.KeptThing;
import org.truckee.client.upkeep.plan.RepairRule;
import org.truckee.client.upkeep.store.UpkeepStore;

/** Repairs things, one after the other. */
final class Mending {
  private static final Logger LOG = LoggerFactory.getLogger(Mending.class);

  private final UpkeepGrid grid;
  private final KeptPower power;
  private final UpkeepStore store;
  private final PacedWork pace;
  private final RepairRule rule;
  private final InstantSource clock;

  Mending(
      UpkeepGrid grid,
      KeptPower power,
      UpkeepStore store,
      PacedWork pace,
      RepairRule rule,
      InstantSource clock) {
    this.grid = grid;
    this.power = power;
    this.store = store;
    this.pace = pace;
    this.rule = rule;
    this.clock = clock;
  }

  /** Repairs {@code thing}, which was {@code found} so, and returns its condition then. */
  Future<Condition> repair(KeptThing thing, Condition found, CheckOptions options) {
    RepairOptions thorough = new RepairOptions(new CheckOptions(options.verify(), true), false);
    return pace.alone(thing.sharesSize(), () -> mend(thing, thorough))
        .transform(
            done ->
                done.succeeded()
                    ? judge(thing, found, done.result())
                    : failed(thing, found, done.cause()));
  }

  private Future<Optional<RepairResults>> mend(KeptThing thing, RepairOptions thorough) {
    return power
        .granted(thing)
        .compose(
            right ->
                right.isPresent()
                    ? grid.repairer().repair(right.get(), thorough).map(Optional::of)
                    : power.over(thing).compose(cap -> grid.repairer().repair(cap, thorough)));
  }

  private Future<Condition> judge(
      KeptThing thing, Condition found, Optional<RepairResults> results) {
    if (results.isEmpty()) return Future.succeededFuture(found);
    RepairResults repaired = results.get();
    LOG.info(
        "upkeep {} {}: {} of {} shares before, {} after",
        repaired.attempted() ? "repaired" : "could not repair",
        thing.cap().storageIndex(),
        repaired.before().counts().good(),
        repaired.before().counts().expected(),
        repaired.after().counts().good());
    return store
        .countRepair(repaired.after().health().healthy())
        .map(counted -> rule.repaired(found, repaired.after(), clock.instant()));
  }

  private Future<Condition> failed(KeptThing thing, Condition found, Throwable failure) {
    if (pace.isStopped()) return Future.failedFuture(failure);
    LOG.warn(
        "upkeep could not repair {}: {}",
        thing.cap().storageIndex(),
        FailureText.sentence(failure));
    return store.countRepair(false).map(counted -> found.afterVainRepair(clock.instant()));
  }
}
