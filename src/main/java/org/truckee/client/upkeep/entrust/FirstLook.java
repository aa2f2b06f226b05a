package org.truckee.client.upkeep.entrust;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.client.check.CheckOptions;
import org.truckee.client.check.CheckResults;
import org.truckee.client.check.Checker;
import org.truckee.protocol.entrust.Entrustment;

/**
 * The look at the first thing of an entrustment, before it is taken in. An entrustment of {@code
 * truckee entrust} begins with the file for reports, which was just made: where that has no share,
 * nothing of the entrustment is to be found.
 */
public record FirstLook(Checker checker, InstantSource clock) {
  /** Completes if {@code whole} is not over and a share of its first thing is there. */
  public Future<Void> at(Entrustment whole) {
    whole.policy().requireInTime(clock.instant());
    return checker
        .check(whole.things().get(0).file(), new CheckOptions(false, false))
        .compose(FirstLook::judge);
  }

  private static Future<Void> judge(Optional<CheckResults> results) {
    if (results.filter(found -> found.counts().good() > 0).isPresent())
      return Future.succeededFuture();
    boolean answered = results.filter(found -> !found.servers().responding().isEmpty()).isPresent();
    return Future.failedFuture(
        answered
            ? new GridException(
                GridException.Kind.NOT_FOUND,
                "no server has a share of the first thing that is entrusted",
                "the entrustment is for another grid, or what it lists is gone")
            : new GridException(
                GridException.Kind.UNREACHABLE,
                "no server answers, so nobody can tell whether the entrustment is for this grid"));
  }
}
