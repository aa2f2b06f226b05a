package org.truckee.client.upkeep;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.cap.Capability;
import org.truckee.client.check.CheckOptions;
import org.truckee.client.repair.RepairOptions;
import org.truckee.client.repair.RepairResults;
import org.truckee.client.upkeep.plan.Condition;
import org.truckee.client.upkeep.plan.KeptThing;
import org.truckee.client.upkeep.plan.RepairRule;
import org.truckee.client.upkeep.store.UpkeepStore;

/**
 * Repairs things, one after the other. The store holds no power to write: that of a mutable thing
 * is found at the place where the last walk came by it.
 */
final class Mending {
  private static final Logger LOG = LoggerFactory.getLogger(Mending.class);

  private final UpkeepGrid grid;
  private final UpkeepRoots roots;
  private final UpkeepStore store;
  private final PacedWork pace;
  private final RepairRule rule;
  private final InstantSource clock;

  Mending(
      UpkeepGrid grid,
      UpkeepRoots roots,
      UpkeepStore store,
      PacedWork pace,
      RepairRule rule,
      InstantSource clock) {
    this.grid = grid;
    this.roots = roots;
    this.store = store;
    this.pace = pace;
    this.rule = rule;
    this.clock = clock;
  }

  /** Repairs {@code thing}, which was {@code found} so, and returns its condition then. */
  Future<Condition> repair(KeptThing thing, Condition found, CheckOptions options) {
    RepairOptions thorough = new RepairOptions(new CheckOptions(options.verify(), true), false);
    return pace.alone(
            thing.sharesSize(),
            () -> power(thing).compose(power -> grid.repairer().repair(power, thorough)))
        .transform(
            done ->
                done.succeeded()
                    ? judge(thing, found, done.result())
                    : failed(thing, found, done.cause()));
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

  /** The strongest capability at the place of {@code thing}; its own if that is not there. */
  private Future<Capability> power(KeptThing thing) {
    if (!thing.cap().isMutable()) return Future.succeededFuture(thing.cap());
    return roots
        .all()
        .compose(all -> find(all, thing))
        .map(there -> there.filter(cap -> isSame(cap, thing)).orElse(thing.cap()))
        .otherwise(thing.cap());
  }

  private Future<Optional<Capability>> find(List<UpkeepRoot> all, KeptThing thing) {
    return all.stream()
        .filter(root -> root.name().equals(thing.origin().root()))
        .findFirst()
        .map(root -> grid.directories().find(root.directory(), thing.origin().path()))
        .map(found -> found.map(place -> place.target().strongest()))
        .orElse(Future.succeededFuture(Optional.empty()));
  }

  private static boolean isSame(Capability there, KeptThing thing) {
    return there.verifyCap().filter(thing.cap()::equals).isPresent();
  }
}
