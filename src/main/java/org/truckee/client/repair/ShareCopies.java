package org.truckee.client.repair;

import io.vertx.core.Future;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.cap.ChkVerifyCap;
import org.truckee.client.check.CheckResults;
import org.truckee.client.context.ClientContext;
import org.truckee.client.immutable.down.ShareVerifier;
import org.truckee.client.immutable.up.CopiedShare;
import org.truckee.client.immutable.up.NewShares;
import org.truckee.client.pool.SequentialSteps;
import org.truckee.client.server.StorageServer;
import org.truckee.client.timeline.Timeline;
import org.truckee.placement.ShareMove;

/**
 * Copies of shares of one immutable file, at other servers, made one after the other: each is read
 * once, from one server, and checked on the way. A server gets no byte that was not checked, and
 * keeps a copy only if it is whole. Event loop only; serves once.
 */
final class ShareCopies {
  private static final Logger LOG = LoggerFactory.getLogger(ShareCopies.class);

  private final ClientContext context;
  private final ChkVerifyCap cap;
  private final ShareSurvey survey;
  private final Timeline timeline;

  ShareCopies(ClientContext context, ChkVerifyCap cap, ShareSurvey survey, Timeline timeline) {
    this.context = context;
    this.cap = cap;
    this.survey = survey;
    this.timeline = timeline;
  }

  /** The health of the file when the copies have been made, or could not be. */
  Future<CheckResults> make(List<ShareMove<StorageServer>> moves) {
    return SequentialSteps.forEach(moves, this::make).compose(made -> survey.look());
  }

  private Future<Void> make(ShareMove<StorageServer> move) {
    return new ShareVerifier(context, cap)
        .reading(move.from(), move.share())
        .compose(source -> copy(CopiedShare.of(source), move))
        .recover(failure -> note(move, failure));
  }

  private Future<Void> copy(CopiedShare copy, ShareMove<StorageServer> move) {
    NewShares.Wanted wanted =
        new NewShares.Wanted(cap.storageIndex(), cap.total(), copy.copy().size());
    return NewShares.placeCopy(context, wanted, move.share(), move.to(), timeline)
        .compose(room -> room.numbers().isEmpty() ? Future.succeededFuture() : room.send(copy));
  }

  /** A server that fails ends its own copy only. */
  private Future<Void> note(ShareMove<StorageServer> move, Throwable failure) {
    survey.report(move.from(), move.share(), failure);
    LOG.info(
        "share {} of {} could not be copied from server {} to {}: {}",
        move.share(),
        cap.storageIndex(),
        move.from().name(),
        move.to().name(),
        FailureText.sentence(failure));
    return Future.succeededFuture();
  }
}
