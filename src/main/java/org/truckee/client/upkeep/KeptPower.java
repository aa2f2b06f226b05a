package org.truckee.client.upkeep;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.truckee.cap.Capability;
import org.truckee.cap.MutableVerifyCap;
import org.truckee.client.check.Checker;
import org.truckee.client.directory.Directories;
import org.truckee.client.upkeep.plan.KeptThing;
import org.truckee.client.upkeep.store.UpkeepStore;
import org.truckee.mutable.RepairRight;

/**
 * The power over what is kept up. That over a mutable thing is found at the place where the last
 * walk came by it; the store has it only of files that were just stored on too few servers.
 */
record KeptPower(Directories directories, UpkeepRoots roots, UpkeepStore store) {
  /** The strongest capability at the place of {@code thing}; its own if that is not there. */
  Future<Capability> over(KeptThing thing) {
    if (!thing.cap().isMutable()) return Future.succeededFuture(thing.cap());
    return roots
        .directories()
        .compose(all -> find(all, thing))
        .map(there -> there.filter(cap -> isSame(cap, thing)).orElse(thing.cap()))
        .otherwise(thing.cap());
  }

  /**
   * The right to no more than the shares of {@code thing}, if somebody has entrusted it, or it was
   * just stored on too few servers.
   */
  Future<Optional<RepairRight>> granted(KeptThing thing) {
    Optional<String> entrustment = thing.origin().entrustment();
    if (entrustment.isPresent()) return roots.entrusted().right(entrustment.get(), thing.cap());
    return thing.attention().isThin()
            && Checker.fileOf(thing.cap()) instanceof MutableVerifyCap file
        ? store
            .enablerMaster(file.storageIndex())
            .map(found -> found.map(master -> new RepairRight(file, master)))
        : Future.succeededFuture(Optional.empty());
  }

  private Future<Optional<Capability>> find(List<UpkeepRoot> all, KeptThing thing) {
    return all.stream()
        .filter(root -> root.name().equals(thing.origin().root()))
        .findFirst()
        .flatMap(UpkeepRoot::directory)
        .map(root -> directories.find(root, thing.origin().path()))
        .map(found -> found.map(place -> place.target().strongest()))
        .orElse(Future.succeededFuture(Optional.empty()));
  }

  private static boolean isSame(Capability there, KeptThing thing) {
    return there.verifyCap().filter(thing.cap()::equals).isPresent();
  }
}
