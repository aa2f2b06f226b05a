package org.truckee.client.repair;

import io.vertx.core.Future;
import org.truckee.cap.ChkVerifyCap;
import org.truckee.client.ask.NotedCalls;
import org.truckee.client.check.CheckResults;
import org.truckee.client.check.CheckResults.Health;
import org.truckee.client.context.ClientContext;
import org.truckee.client.immutable.down.Ciphertext;
import org.truckee.client.immutable.down.Downloader;
import org.truckee.client.immutable.up.NewShares;
import org.truckee.client.immutable.up.RemadeShares;
import org.truckee.client.timeline.Timeline;
import org.truckee.immutable.CheckedShare;
import org.truckee.immutable.ShareRepair;

/**
 * The passes of the repair of one immutable file. Another one follows if servers were lost on the
 * way, or shares that had been good turned out to be damaged. Event loop only; serves once.
 */
final class RepairPasses {
  private static final int MAX_PASSES = 3;

  private final ClientContext context;
  private final ChkVerifyCap cap;
  private final ShareSurvey survey;
  private final Timeline timeline;
  private int unplaced;

  RepairPasses(ClientContext context, ChkVerifyCap cap, ShareSurvey survey, Timeline timeline) {
    this.context = context;
    this.cap = cap;
    this.survey = survey;
    this.timeline = timeline;
  }

  /** The health of the file when all is done that could be done. */
  Future<CheckResults> run() {
    return survey.look().compose(seen -> pass(seen, 1)).map(this::withSummary);
  }

  private Future<CheckResults> pass(CheckResults seen, int number) {
    return seen.health().healthy() ? Future.succeededFuture(seen) : make(seen, number);
  }

  private Future<CheckResults> make(CheckResults seen, int number) {
    return new Downloader(context)
        .ciphertext(cap, new NotedCalls(timeline))
        .compose(ciphertext -> remake(seen, ciphertext))
        .compose(again -> survey.look().compose(now -> goOn(now, again, number)));
  }

  private Future<CheckResults> goOn(CheckResults now, boolean again, int number) {
    return again && number < MAX_PASSES ? pass(now, number + 1) : Future.succeededFuture(now);
  }

  /** Makes the shares that {@code seen} lacks; returns whether another pass could do more. */
  private Future<Boolean> remake(CheckResults seen, Ciphertext ciphertext) {
    CheckedShare model = ciphertext.share();
    NewShares.Wanted wanted =
        new NewShares.Wanted(cap.storageIndex(), cap.total(), ShareRepair.shareSize(model));
    return NewShares.place(context, wanted, survey.holdings(seen), timeline)
        .compose(
            shares -> {
              unplaced = shares.unplaced();
              ShareRepair repair = new ShareRepair(model, survey.roots(), shares.numbers());
              return shares
                  .send(new RemadeShares(ciphertext, repair))
                  .map(sent -> noteLosses(shares, ciphertext));
            });
  }

  private boolean noteLosses(NewShares shares, Ciphertext ciphertext) {
    shares.lost().forEach(survey::noteUnreliable);
    boolean damage = false;
    for (var found : ciphertext.damaged().entrySet())
      for (int share : found.getValue()) damage |= survey.noteDamaged(found.getKey(), share);
    return damage || !shares.lost().isEmpty();
  }

  private CheckResults withSummary(CheckResults now) {
    Health health = now.health();
    Health told =
        new Health(summary(health), health.healthy(), health.recoverable(), health.happiness());
    return new CheckResults(
        now.storageIndex(), told, now.counts(), now.servers(), now.damaged(), now.shares());
  }

  /** Tahoe calls a repaired file healthy without a capital. */
  private String summary(Health health) {
    if (health.healthy()) return "healthy";
    return unplaced == 0
        ? health.summary()
        : health.summary() + "; no server took the other " + unplaced;
  }
}
