package org.truckee.client.upkeep;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import org.truckee.cap.VdriveVerifyCap;
import org.truckee.client.check.CheckResults;
import org.truckee.client.check.Checker;
import org.truckee.client.server.StorageServer;
import org.truckee.client.upkeep.plan.DueCare;
import org.truckee.client.upkeep.plan.KeptThing;
import org.truckee.placement.Levelling;

/**
 * Renews leases where they are of use. A healthy thing may have copies that count for nothing, as a
 * share leaves one behind that moved, and a server that comes back brings some: a server that has
 * no others is left to drop them when their lease ends. No server is left out for the mere word of
 * another one: its copy has to be opened first.
 */
record Renewal(Checker checker) {
  /** Renews the leases of {@code thing}, which {@code care} found so. */
  Future<Void> renew(KeptThing thing, DueCare care, CheckResults found) {
    return thing.cap() instanceof VdriveVerifyCap
        ? Future.succeededFuture()
        : certain(thing, care, found)
            .compose(sure -> checker.renew(thing.cap(), new ArrayList<>(places(sure))));
  }

  private Future<CheckResults> certain(KeptThing thing, DueCare care, CheckResults found) {
    return care.verify() || places(found).containsAll(holders(found))
        ? Future.succeededFuture(found)
        : checker.check(thing.cap(), care.check().opening()).map(opened -> opened.orElse(found));
  }

  private static Set<StorageServer> holders(CheckResults found) {
    Set<StorageServer> holders = new LinkedHashSet<>();
    found.shares().values().forEach(holders::addAll);
    return holders;
  }

  /** Silence is no reason to let a lease end, and neither are shares that are missing or bad. */
  private static Set<StorageServer> places(CheckResults found) {
    Set<StorageServer> places = new LinkedHashSet<>(found.servers().silent());
    if (found.health().healthy()) places.addAll(Levelling.counted(found.holdings()).values());
    else places.addAll(found.servers().responding());
    return places;
  }
}
