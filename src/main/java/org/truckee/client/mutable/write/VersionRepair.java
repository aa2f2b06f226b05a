package org.truckee.client.mutable.write;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.truckee.GridException;
import org.truckee.client.context.ClientContext;
import org.truckee.client.mutable.piece.PieceRebuilder;
import org.truckee.client.mutable.piece.PieceSource;
import org.truckee.client.mutable.piece.ShareSizes;
import org.truckee.client.mutable.publish.Candidates;
import org.truckee.client.mutable.publish.Publication;
import org.truckee.client.mutable.publish.ShareContent;
import org.truckee.client.mutable.publish.SharePass;
import org.truckee.client.mutable.publish.ShareTarget;
import org.truckee.client.mutable.publish.SmallPublication;
import org.truckee.client.mutable.read.ReadableShares;
import org.truckee.client.server.StorageServer;
import org.truckee.mutable.BlockHashes;
import org.truckee.mutable.MutableEncoder;
import org.truckee.mutable.SignedPrefix;
import org.truckee.mutable.SignedVersion;
import org.truckee.mutable.WholeVersion;

/**
 * Brings the shares of one version to their places again: those that nobody has, and in the place
 * of damaged and of older ones. The good ones stay as they are, and so do the version's number and
 * signature. No byte goes over another one before all of the version was made and is what was
 * signed. Event loop only; serves once.
 */
final class VersionRepair {
  private final ClientContext context;
  private final StandingVersion standing;
  private final SignedPrefix version;
  private final ReadableShares shares;
  private final Publication publication;
  private final Candidates candidates;

  /** A repair of {@code standing}. */
  VersionRepair(ClientContext context, StandingVersion standing) {
    this.context = context;
    this.standing = standing;
    this.version = standing.prefix();
    this.shares = standing.shares();
    this.publication = standing.publication();
    this.candidates =
        Candidates.ofThoseWhoAnswered(context, standing.map(), standing.storageIndex());
  }

  /** Repairs; {@code CONFLICT} if somebody else changes a share that it is about to replace. */
  Future<Void> run() {
    Map<StorageServer, Set<Integer>> good = standing.map().holders(version);
    good.forEach(
        (server, numbers) -> numbers.forEach(share -> publication.addPlaced(server, share)));
    candidates.present().stream()
        .filter(StorageServer::isFull)
        .forEach(publication.refusals()::addFull);
    List<ShareTarget> goals = ShareTarget.missing(good, standing.map(), candidates, version);
    int before = placed();
    return standing.bring(goals.size(), () -> send(goals).compose(sent -> requireMore(before)));
  }

  /** The number of good shares, those that are there twice counted twice. */
  private int placed() {
    return publication.placed().values().stream().mapToInt(Set::size).sum();
  }

  private Future<Void> send(List<ShareTarget> goals) {
    if (goals.isEmpty()) return Future.succeededFuture();
    if (version.size() == 0) return whole(goals, List.of());
    PieceRebuilder pieces =
        new PieceRebuilder(context, shares, standing.calls(), this::signedBefore);
    if (ShareSizes.isLarge(version.terms())) {
      boolean replacing = goals.stream().anyMatch(this::replaces);
      Future<?> ready = replacing ? pieces.rehearse() : Future.succeededFuture();
      return ready.compose(made -> inParts(pieces, goals));
    }
    return context
        .memory()
        .holding(
            ShareSizes.costOfWhole(version.terms()),
            () -> pieces.all().compose(segments -> whole(goals, segments)));
  }

  /** The version as it was signed; {@code CORRUPT} if that is not what was made. */
  private Future<SignedVersion> signedBefore(BlockHashes hashes) {
    return shares
        .seal()
        .compose(
            seal ->
                context.codec().run(() -> SignedVersion.again(version, hashes.ofShares(), seal)));
  }

  /** Returns whether something may be lost there: more than the unfinished share of a repair. */
  private boolean replaces(ShareTarget goal) {
    return goal.before().size() > 0 && !goal.before().equals(standing.mark());
  }

  private Future<Void> whole(List<ShareTarget> goals, List<MutableEncoder.Encoded> segments) {
    return shares
        .seal()
        .compose(seal -> context.codec().run(() -> WholeVersion.again(version, segments, seal)))
        .map(made -> ShareContent.ofAll(made))
        .compose(
            contents -> new SmallPublication(publication, contents, candidates).send(goals, false));
  }

  /** Sends in parts; shares that a server failed to take go to others. */
  private Future<Void> inParts(PieceSource pieces, List<ShareTarget> goals) {
    int refusals = publication.refusals().size();
    return new SharePass(pieces, context.memory(), publication, standing.mark(), goals)
        .send()
        .transform(sent -> goOn(pieces, sent, publication.refusals().size() > refusals));
  }

  private Future<Void> goOn(PieceSource pieces, AsyncResult<Void> sent, boolean refused) {
    List<ShareTarget> rest =
        ShareTarget.elsewhere(
            publication.placed(), publication.refusals(), candidates, version.total());
    if (refused && !rest.isEmpty() && !GridException.is(sent.cause(), GridException.Kind.CONFLICT))
      return inParts(pieces, rest);
    return sent.failed() ? Future.failedFuture(sent.cause()) : Future.succeededFuture();
  }

  /**
   * Fails, with the reasons of servers, if not one share more is in its place than {@code before},
   * and some are missing.
   */
  private Future<Void> requireMore(int before) {
    int there = publication.numbers().size();
    if (placed() > before || there == version.total()) return Future.succeededFuture();
    return Future.failedFuture(
        publication
            .refusals()
            .explain(
                List.of(
                    "%d of %d shares are there, and no server takes one of the others"
                        .formatted(there, version.total())),
                "a share of it",
                there,
                version.total()));
  }
}
