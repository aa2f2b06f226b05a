package org.truckee.client.mutable.write;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.client.ask.NotedCalls;
import org.truckee.client.context.ClientContext;
import org.truckee.client.mutable.piece.PieceRebuilder;
import org.truckee.client.mutable.piece.PieceSource;
import org.truckee.client.mutable.read.ReadableShares;
import org.truckee.client.mutable.read.ShareMap;
import org.truckee.client.server.StorageServer;
import org.truckee.client.timeline.Step;
import org.truckee.client.timeline.Timeline;
import org.truckee.crypto.HashTree;
import org.truckee.crypto.TaggedHasher;
import org.truckee.mutable.BlockHashes;
import org.truckee.mutable.MutableEncoder;
import org.truckee.mutable.RepairRight;
import org.truckee.mutable.SignedPrefix;
import org.truckee.mutable.SignedVersion;
import org.truckee.mutable.VersionTerms;
import org.truckee.mutable.WholeVersion;

/**
 * Brings the shares of one version to their places again: those that nobody has, and in the place
 * of damaged and of older ones. The good ones stay as they are, and so do the version's number and
 * signature. No byte goes over another one before all of the version was made and is what was
 * signed. Event loop only; serves once.
 */
final class VersionRepair {
  private static final Bytes MARK = Bytes.utf8("truckee_mutable_repair_mark_v1");

  private final ClientContext context;
  private final RepairRight right;
  private final ShareMap map;
  private final ReadableShares shares;
  private final SignedPrefix version;
  private final List<StorageServer> permuted;
  private final Timeline timeline;
  private final NotedCalls calls;
  private final Publication publication;

  /** A repair of the version of {@code shares}, the good ones of {@code map}. */
  VersionRepair(
      ClientContext context,
      RepairRight right,
      ShareMap map,
      ReadableShares shares,
      Disputes disputes) {
    this.context = context;
    this.right = right;
    this.map = map;
    this.shares = shares;
    this.version = shares.version();
    this.permuted =
        context.servers().permuted(right.file().storageIndex()).stream()
            .filter(map.answered()::contains)
            .toList();
    this.timeline =
        context
            .timelines()
            .begin(Timeline.Kind.PUBLISH, right.file().storageIndex(), version.size());
    this.calls = new NotedCalls(timeline);
    this.publication =
        new Publication(
            right.file().storageIndex(),
            right.enablerMaster(),
            context.secrets(),
            map,
            disputes,
            calls);
  }

  /** Repairs; {@code CONFLICT} if somebody else changes a share that it is about to replace. */
  Future<Void> run() {
    Map<StorageServer, Set<Integer>> good = map.holders(version);
    good.forEach(
        (server, numbers) -> numbers.forEach(share -> publication.addPlaced(server, share)));
    permuted.stream().filter(StorageServer::isFull).forEach(publication.refusals()::addFull);
    List<ShareTarget> goals = ShareTarget.missing(good, map, permuted, version);
    timeline.cut(version.segments(), goals.size());
    int before = placed();
    return mayWrite()
        .compose(proved -> goals.isEmpty() ? Future.succeededFuture() : send(goals))
        .compose(sent -> requireMore(before))
        .onComplete(done -> timeline.finish(done.cause()));
  }

  /** The number of good shares, those that are there twice counted twice. */
  private int placed() {
    return publication.placed().values().stream().mapToInt(Set::size).sum();
  }

  /**
   * Completes if the right is that of the file. A write capability that leads to signed shares
   * needs no proof; with another right, most of the servers that have shares have to accept the
   * write enabler before a server that has none gets one: nobody could ever change it there.
   */
  private Future<Void> mayWrite() {
    if (right.write().isPresent()) return Future.succeededFuture();
    List<Future<Void>> asked =
        map.holdings().keySet().stream()
            .map(
                server ->
                    publication.step(server, new TreeMap<>(), Step.Work.ASK, NotedCalls.NO_SEGMENT))
            .toList();
    return Future.join(asked).transform(all -> proof(asked));
  }

  private static Future<Void> proof(List<Future<Void>> asked) {
    long accepted = asked.stream().filter(Future::succeeded).count();
    long refused =
        asked.stream()
            .filter(answer -> GridException.is(answer.cause(), GridException.Kind.FORBIDDEN))
            .count();
    return accepted > refused
        ? Future.succeededFuture()
        : Future.failedFuture(
            new GridException(
                GridException.Kind.FORBIDDEN,
                "%d servers accept the write enabler for this file, and %d do not"
                    .formatted(accepted, refused)));
  }

  private Future<Void> send(List<ShareTarget> goals) {
    if (version.size() == 0) return whole(goals, List.of());
    PieceRebuilder pieces = new PieceRebuilder(context, shares, calls, this::signedBefore);
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
    return goal.before().size() > 0 && !goal.before().equals(mark());
  }

  private Future<Void> whole(List<ShareTarget> goals, List<MutableEncoder.Encoded> segments) {
    return shares
        .seal()
        .compose(seal -> context.codec().run(() -> WholeVersion.again(version, segments, seal)))
        .map(made -> ShareContent.ofAll(made))
        .compose(
            contents -> new SmallPublication(publication, contents, permuted).send(goals, false));
  }

  /** Sends in parts; shares that a server failed to take go to others. */
  private Future<Void> inParts(PieceSource pieces, List<ShareTarget> goals) {
    int refusals = publication.refusals().size();
    return new SharePass(pieces, context.memory(), publication, mark(), goals)
        .send()
        .transform(sent -> goOn(pieces, sent, publication.refusals().size() > refusals));
  }

  /**
   * The mark of an unfinished share, which is that of a version after this one. It is the same in
   * all repairs, since their shares are the same: one takes up what another began, and two at once
   * do not undo each other's work.
   */
  private Bytes mark() {
    VersionTerms next =
        version.terms().numbered(Math.min(version.sequence(), Long.MAX_VALUE - 1) + 1);
    Bytes root = TaggedHasher.tagged(MARK, HashTree.NODE_SIZE).update(version.toBytes()).digest();
    return new SignedPrefix(next, root, Bytes.EMPTY).checkString();
  }

  private Future<Void> goOn(PieceSource pieces, AsyncResult<Void> sent, boolean refused) {
    List<ShareTarget> rest =
        ShareTarget.elsewhere(
            publication.placed(), publication.refusals(), permuted, version.total());
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
