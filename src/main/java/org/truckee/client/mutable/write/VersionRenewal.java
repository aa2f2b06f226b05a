package org.truckee.client.mutable.write;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.client.ask.NotedCalls;
import org.truckee.client.context.ClientContext;
import org.truckee.client.mutable.piece.PieceRebuilder;
import org.truckee.client.mutable.publish.LargePublication;
import org.truckee.client.mutable.publish.Publication;
import org.truckee.client.mutable.publish.ShareContent;
import org.truckee.client.mutable.publish.SharePass;
import org.truckee.client.mutable.publish.ShareTarget;
import org.truckee.client.mutable.read.ReadableShares;
import org.truckee.client.timeline.Timeline;
import org.truckee.mutable.BlockHashes;
import org.truckee.mutable.FileKeyPair;
import org.truckee.mutable.SignedPrefix;
import org.truckee.mutable.SignedVersion;
import org.truckee.mutable.VersionTerms;
import org.truckee.protocol.storage.ReadTestWrite;

/**
 * Makes a large version the newest one by signing its blocks once more, under the number after all
 * others. Shares that are missing, damaged or of other versions are made anew first; those that are
 * there keep their blocks, and get another beginning in one step. Event loop only; serves once.
 */
final class VersionRenewal {
  private final ClientContext context;
  private final NextVersion next;
  private final ReadableShares shares;
  private final FileKeyPair keys;
  private final VersionTerms terms;

  /** A renewal of the version of {@code shares}, which have the usual layout, as {@code next}. */
  VersionRenewal(ClientContext context, NextVersion next, ReadableShares shares, FileKeyPair keys) {
    this.context = context;
    this.next = next;
    this.shares = shares;
    this.keys = keys;
    this.terms = shares.version().terms().numbered(next.nextSequence());
  }

  /** Renews; {@code CONFLICT} if another writer comes between. */
  Future<Void> run() {
    Timeline timeline = next.timeline(terms.size(), shares.version().segments(), terms.total());
    Publication publication = next.publication(timeline);
    PieceRebuilder pieces =
        new PieceRebuilder(context, shares, new NotedCalls(timeline), this::sign);
    List<ShareTarget> goals = next.goals(terms);
    return next.keep(
            terms,
            next.check(publication, terms.total()),
            goals,
            check -> send(publication, pieces, goals))
        .onComplete(done -> timeline.finish(done.cause()));
  }

  private Future<SignedVersion> sign(BlockHashes hashes) {
    return context
        .codec()
        .run(
            () ->
                SignedVersion.sign(
                    terms, Bytes.EMPTY, hashes.ofShares(), keys, context.machine().random()));
  }

  private Future<Void> send(
      Publication publication, PieceRebuilder pieces, List<ShareTarget> goals) {
    Map<Boolean, List<ShareTarget>> isThere =
        goals.stream().collect(Collectors.partitioningBy(this::isThere));
    return made(publication, pieces, isThere.get(false))
        .compose(
            signed -> {
              List<ShareTarget> there = isThere.get(true);
              return publication.send(there, beginnings(there, signed), false);
            });
  }

  private boolean isThere(ShareTarget goal) {
    SignedPrefix old = shares.version();
    return goal.before().equals(old.checkString());
  }

  /** Makes the shares of {@code goals}; a server that does not take one does not stop the rest. */
  private Future<SignedVersion> made(
      Publication publication, PieceRebuilder pieces, List<ShareTarget> goals) {
    if (goals.isEmpty()) return pieces.rehearse();
    Bytes mark = LargePublication.mark(terms, context.machine().random());
    return new SharePass(pieces, context.memory(), publication, mark, goals)
        .send()
        .compose(sent -> pieces.signed())
        .recover(
            failure ->
                GridException.is(failure, GridException.Kind.UNHAPPY)
                        || GridException.is(failure, GridException.Kind.NO_SPACE)
                    ? pieces.rehearse()
                    : Future.failedFuture(failure));
  }

  private static Map<Integer, ShareContent> beginnings(
      List<ShareTarget> goals, SignedVersion signed) {
    return goals.stream()
        .map(ShareTarget::share)
        .distinct()
        .collect(
            Collectors.toMap(
                share -> share,
                share ->
                    new ShareContent(
                        List.of(new ReadTestWrite.Write(0, signed.head(share))),
                        signed.layout().end())));
  }
}
