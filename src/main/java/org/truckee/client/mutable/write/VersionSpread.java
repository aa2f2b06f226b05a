package org.truckee.client.mutable.write;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.client.ask.NotedCalls;
import org.truckee.client.context.ClientContext;
import org.truckee.client.mutable.piece.CopiedPieces;
import org.truckee.client.mutable.piece.ShareSizes;
import org.truckee.client.mutable.publish.Publication;
import org.truckee.client.mutable.publish.ShareContent;
import org.truckee.client.mutable.publish.SharePass;
import org.truckee.client.mutable.publish.ShareTarget;
import org.truckee.client.mutable.read.ReadableShare;
import org.truckee.client.pool.SequentialSteps;
import org.truckee.client.server.StorageServer;
import org.truckee.client.timeline.Step;
import org.truckee.mutable.SignedPrefix;
import org.truckee.mutable.SignedVersion;
import org.truckee.placement.ShareMove;
import org.truckee.protocol.storage.ReadTestWrite;

/**
 * Moves shares of one version to other servers, one after the other: each is copied as it is, with
 * every block checked on the way, and only when all of it was read back from the new server is it
 * deleted at the old one. Neither step is taken if somebody has changed the share meanwhile. Event
 * loop only; serves once.
 */
final class VersionSpread {
  private static final Logger LOG = LoggerFactory.getLogger(VersionSpread.class);

  private final ClientContext context;
  private final StandingVersion standing;
  private final SignedPrefix version;
  private final Publication publication;

  /** A spread of {@code standing}, beside which there are unfinished copies at most. */
  VersionSpread(ClientContext context, StandingVersion standing) {
    this.context = context;
    this.standing = standing;
    this.version = standing.prefix();
    this.publication = standing.publication();
  }

  /**
   * Makes those of {@code moves} that still have a beginning and an end. A move that was cut off is
   * finished: its copy is read, if there is one, and completed, if a part is there.
   */
  Future<Void> run(List<ShareMove<StorageServer>> moves) {
    List<ShareMove<StorageServer>> possible = moves.stream().filter(this::isPossible).toList();
    return standing.bring(
        possible.size(),
        () ->
            standing
                .shares()
                .seal()
                .compose(seal -> SequentialSteps.forEach(possible, move -> move(move, seal))));
  }

  private boolean isPossible(ShareMove<StorageServer> move) {
    return standing.shareAt(move.from(), move.share()).isPresent()
        && standing.map().answered().contains(move.to());
  }

  /** A server that fails ends its own move only. */
  private Future<Void> move(ShareMove<StorageServer> move, SignedVersion.Seal seal) {
    return standing
        .shareAt(move.to(), move.share())
        .map(copy -> new ReadBack(copy, seal).requireRest())
        .orElseGet(() -> copy(move, seal))
        .compose(whole -> delete(move.from(), move.share()))
        .recover(failure -> note(move, failure));
  }

  private Future<Void> copy(ShareMove<StorageServer> move, SignedVersion.Seal seal) {
    ReadableShare source = standing.shareAt(move.from(), move.share()).orElseThrow();
    CopiedPieces copy = new CopiedPieces(context, source, seal);
    return copy(copy, target(move))
        .compose(sent -> copy.frame())
        .compose(
            frame ->
                new ReadBack(source.copyAt(move.to(), frame.layout()), seal)
                    .requireWhole(frame.head())
                    .recover(failure -> takeBack(move, failure)));
  }

  /** The place at the new server, where an earlier move may have left a part of the copy. */
  private ShareTarget target(ShareMove<StorageServer> move) {
    boolean begun =
        standing.map().holdings().getOrDefault(move.to(), Map.of()).containsKey(move.share());
    return new ShareTarget(move.to(), move.share(), begun ? standing.mark() : Bytes.EMPTY);
  }

  private Future<Void> copy(CopiedPieces copy, ShareTarget goal) {
    if (ShareSizes.isLarge(version.terms()))
      return new SharePass(copy, context.memory(), publication, standing.mark(), List.of(goal))
          .send();
    return context
        .memory()
        .holding(
            ShareSizes.costOfCopy(version.terms()),
            () -> copy.whole().compose(share -> send(goal, ShareContent.whole(share))));
  }

  private Future<Void> send(ShareTarget goal, ShareContent content) {
    publication.expect(List.of(goal));
    return publication.step(
        goal.server(),
        new TreeMap<>(Map.of(goal.share(), content.from(goal.before()))),
        Step.Work.CLOSE,
        NotedCalls.NO_SEGMENT);
  }

  /**
   * Takes back a copy of this spread that is not what was sent. Where its server does not tell what
   * became of it, the copy stays: another gateway may have found it whole, and deleted the old one.
   */
  private Future<Void> takeBack(ShareMove<StorageServer> move, Throwable failure) {
    boolean wrong =
        GridException.is(failure, GridException.Kind.CORRUPT)
            || GridException.is(failure, GridException.Kind.NOT_FOUND);
    return wrong
        ? delete(move.to(), move.share()).transform(deleted -> Future.failedFuture(failure))
        : Future.failedFuture(failure);
  }

  private Future<Void> delete(StorageServer server, int share) {
    ReadTestWrite.Change delete =
        new ReadTestWrite.Change(
            List.of(ShareContent.beginsWith(version.checkString())), List.of(), 0L);
    return publication.step(
        server, new TreeMap<>(Map.of(share, delete)), Step.Work.SEND, NotedCalls.NO_SEGMENT);
  }

  private Future<Void> note(ShareMove<StorageServer> move, Throwable failure) {
    if (GridException.is(failure, GridException.Kind.CONFLICT)) return Future.failedFuture(failure);
    LOG.info(
        "share {} of {} could not be moved from server {} to {}: {}",
        move.share(),
        standing.storageIndex(),
        move.from().name(),
        move.to().name(),
        FailureText.sentence(failure));
    return Future.succeededFuture();
  }
}
