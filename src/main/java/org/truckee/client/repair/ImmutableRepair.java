package org.truckee.client.repair;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;
import org.truckee.cap.ChkVerifyCap;
import org.truckee.client.check.CheckResults;
import org.truckee.client.check.ImmutableCheck;
import org.truckee.client.context.ClientContext;
import org.truckee.client.immutable.up.WritingTurns;
import org.truckee.client.server.StorageServer;
import org.truckee.client.timeline.Timeline;
import org.truckee.placement.ShareMove;

/** Repairs immutable files. */
public final class ImmutableRepair {
  private final ClientContext context;
  private final ImmutableCheck check;
  private final WritingTurns turns;

  /**
   * A repair that puts new shares on the servers of {@code context}, when it is its turn among
   * those who write.
   */
  public ImmutableRepair(ClientContext context, ImmutableCheck check, WritingTurns turns) {
    this.context = context;
    this.check = check;
    this.turns = turns;
  }

  /**
   * Makes the missing shares of the file of {@code cap}, of which {@code found} tells; what it
   * tells may be over when the turn comes, and is looked at again. {@code NOT_ENOUGH_SHARES} if the
   * file can't be read.
   */
  Future<RepairResults> repair(ChkVerifyCap cap, CheckResults found, RepairOptions options) {
    ShareSurvey survey = new ShareSurvey(context, check, cap, found, options.check().verify());
    return work(cap, found, timeline -> new RepairPasses(context, cap, survey, timeline).run());
  }

  /** Copies shares as {@code moves} say, as far as that is possible. */
  Future<RepairResults> spread(
      ChkVerifyCap cap, CheckResults found, List<ShareMove<StorageServer>> moves) {
    ShareSurvey survey = new ShareSurvey(context, check, cap, found, false);
    return work(
        cap, found, timeline -> new ShareCopies(context, cap, survey, timeline).make(moves));
  }

  private Future<RepairResults> work(
      ChkVerifyCap cap, CheckResults found, Function<Timeline, Future<CheckResults>> step) {
    Timeline timeline =
        context.timelines().begin(Timeline.Kind.REPAIR, cap.storageIndex(), cap.size());
    return turns
        .take(cap.storageIndex(), () -> step.apply(timeline))
        .map(after -> new RepairResults(found, true, after))
        .onComplete(repaired -> timeline.finish(repaired.cause()));
  }
}
