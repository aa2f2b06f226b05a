package org.truckee.client.mutable.write;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.cap.MutableFormat;
import org.truckee.cap.MutableWriteCap;
import org.truckee.client.ask.NotedCalls;
import org.truckee.client.limit.StorageQuota;
import org.truckee.client.mutable.piece.PieceEncoder;
import org.truckee.client.mutable.piece.ShareSizes;
import org.truckee.client.mutable.publish.Candidates;
import org.truckee.client.mutable.publish.LargePublication;
import org.truckee.client.mutable.publish.PassOrder;
import org.truckee.client.mutable.publish.Publication;
import org.truckee.client.mutable.publish.QuorumCheck;
import org.truckee.client.mutable.publish.ShareContent;
import org.truckee.client.mutable.publish.ShareTarget;
import org.truckee.client.mutable.publish.SmallPublication;
import org.truckee.client.mutable.read.FoundShare;
import org.truckee.client.mutable.read.MutableContext;
import org.truckee.client.mutable.read.ShareMap;
import org.truckee.client.plaintext.Plaintext;
import org.truckee.client.timeline.Timeline;
import org.truckee.crypto.StorageIndex;
import org.truckee.mutable.FileKeyPair;
import org.truckee.mutable.SignedPrefix;
import org.truckee.mutable.SignedVersion;
import org.truckee.mutable.VersionTerms;
import org.truckee.mutable.WholeVersion;
import org.truckee.placement.Quorum;

/**
 * Writes the version after all found ones, the first of a new file if there was none, and returns
 * it. Event loop only.
 */
final class NextVersion {
  /** The segments of MDMF files, before they are rounded up to a multiple of the blocks. */
  private static final int SEGMENT = 128 << 10;

  private final MutableContext context;
  private final MutableWriteCap cap;
  private final StorageIndex storageIndex;
  private final ShareMap map;
  private final FileKeyPair keys;
  private final boolean again;
  private final Lessons lessons;
  private final Candidates candidates;

  /** A next version; {@code again} if another attempt has met a conflict before. */
  NextVersion(
      MutableContext context,
      MutableWriteCap cap,
      ShareMap map,
      FileKeyPair keys,
      boolean again,
      Lessons lessons) {
    this.context = context;
    this.cap = cap;
    this.storageIndex = cap.toReadCap().toVerifyCap().storageIndex();
    this.map = map;
    this.keys = keys;
    this.again = again;
    this.lessons = lessons;
    this.candidates = Candidates.of(context, map, storageIndex);
  }

  /** The terms of a version of {@code size}; a file keeps the encoding that it was made with. */
  VersionTerms terms(long size) {
    Optional<SignedPrefix> before = map.versions().stream().findFirst();
    int needed = before.map(SignedPrefix::needed).orElse(context.client().encoding().needed());
    int total = before.map(SignedPrefix::total).orElse(context.client().encoding().total());
    long segment = cap.format() == MutableFormat.MDMF ? SEGMENT : Math.min(size, 1 << 30);
    int rounded = (int) ((segment + needed - 1) / needed) * needed;
    return new VersionTerms(cap.format(), nextSequence(), needed, total, rounded, size);
  }

  /**
   * The number after those of all versions that were ever seen, or tried here; {@code NOT_ALLOWED}
   * if none is left.
   */
  long nextSequence() {
    long known =
        Math.max(context.seen().newest(storageIndex), context.tried().newest(storageIndex));
    long highest = Math.max(map.highestSequence(), known);
    if (highest == Long.MAX_VALUE) throw ended();
    return highest + 1;
  }

  private static GridException ended() {
    return new GridException(
        GridException.Kind.NOT_ALLOWED,
        "the file can't be changed any more: somebody who may write it gave it the highest version"
            + " number that there is",
        "put what it holds into a new file");
  }

  /** The memory that writing {@code size} bytes as a whole takes. */
  long cost(long size) {
    return ShareSizes.costOfWhole(terms(size));
  }

  /** Writes {@code contents} as a whole. */
  Future<SignedPrefix> whole(Bytes contents) {
    VersionTerms terms = terms(contents.size());
    return context
        .client()
        .codec()
        .run(
            () ->
                WholeVersion.encode(
                    contents.toArray(), terms, keys, context.client().machine().random()))
        .compose(version -> whole(version, terms));
  }

  private Future<SignedPrefix> whole(WholeVersion version, VersionTerms terms) {
    Map<Integer, ShareContent> contents = ShareContent.ofAll(version);
    Timeline timeline = timeline(terms.size(), 1, terms.total());
    Publication publication = publication(timeline);
    List<ShareTarget> goals = goals(terms);
    lessons.certainty().writes(version.prefix(), map);
    return keep(
            terms,
            check(publication, terms.total()),
            goals,
            check -> new SmallPublication(publication, contents, candidates).send(goals, again))
        .onComplete(done -> timeline.finish(done.cause()))
        .map(version.prefix());
  }

  /**
   * The order in which a version of {@code terms} is written in parts; empty if no order is safe.
   */
  Optional<PassOrder> order(VersionTerms terms) {
    List<Integer> old =
        map.best().stream()
            .flatMap(best -> map.sharesOf(best).stream())
            .map(FoundShare::number)
            .toList();
    return PassOrder.of(
        goals(terms), old, terms.needed(), terms.total(), map, candidates.present());
  }

  /** Writes {@code contents}, of any size, in parts. */
  Future<SignedPrefix> inParts(Plaintext contents, VersionTerms terms, PassOrder order) {
    PieceEncoder encoder = new PieceEncoder(context.client(), contents, terms, keys);
    Timeline timeline = timeline(terms.size(), encoder.segmentation().segments(), terms.total());
    Publication publication = publication(timeline);
    return keep(
            terms,
            check(publication, terms.total()),
            goals(terms),
            check ->
                new LargePublication(
                        encoder,
                        context.client().memory(),
                        publication,
                        terms,
                        context.client().machine().random())
                    .send(order, check))
        .onComplete(done -> timeline.finish(done.cause()))
        .compose(kept -> encoder.signed())
        .map(SignedVersion::prefix);
  }

  /**
   * Writes the result of {@code update} for {@code version}. Shares that were not found stay as
   * they are: only whole contents can replace them.
   */
  Future<Void> update(SignedPrefix version, SegmentUpdate.Result update) {
    List<ShareTarget> goals =
        ShareTarget.choose(map, candidates, version.total(), cap.format()).stream()
            .filter(goal -> goal.before().equals(version.checkString()))
            .filter(goal -> update.contents().containsKey(goal.share()))
            .toList();
    Timeline timeline = timeline(update.prefix().size(), 1, goals.size());
    Publication publication = publication(timeline);
    return keep(
            update.prefix().terms(),
            check(publication, version.total()),
            goals,
            check -> publication.send(goals, update.contents(), again))
        .onComplete(done -> timeline.finish(done.cause()));
  }

  /** The places of the shares of a version of {@code terms}. */
  List<ShareTarget> goals(VersionTerms terms) {
    return ShareTarget.choose(map, candidates, terms.total(), cap.format());
  }

  Timeline timeline(long size, long segments, int shares) {
    Timeline timeline =
        context.client().timelines().begin(Timeline.Kind.PUBLISH, storageIndex, size);
    timeline.cut(segments, shares);
    return timeline;
  }

  Publication publication(Timeline timeline) {
    NotedCalls calls = new NotedCalls(timeline);
    Publication publication =
        new Publication(
            storageIndex,
            cap.writeEnablerMaster(),
            context.client().secrets(),
            map,
            lessons.disputes(),
            calls);
    candidates.present().stream()
        .filter(server -> server.isFull() && !map.holdings().containsKey(server))
        .forEach(publication.refusals()::addFull);
    map.silent().forEach(publication.refusals()::add);
    return publication;
  }

  QuorumCheck check(Publication publication, int total) {
    return new QuorumCheck(
        publication,
        total,
        map.isEmpty()
            ? Quorum.ofNewFile(total, context.client().encoding().happy())
            : lessons.certainty().quorum(map));
  }

  /**
   * Sends the version of {@code terms}, and remembers it if it is kept. An old version is left
   * alone if the new one could not hold; there is none of a new file.
   */
  Future<Void> keep(
      VersionTerms terms,
      QuorumCheck check,
      List<ShareTarget> goals,
      Function<QuorumCheck, Future<Void>> sending) {
    Supplier<Future<Void>> keeping =
        () ->
            (map.isEmpty() ? Future.<Void>succeededFuture() : check.beforeAll(goals))
                .onSuccess(allowed -> context.tried().note(storageIndex, terms.sequence()))
                .compose(allowed -> sending.apply(check))
                .compose(sent -> check.afterAll())
                .onSuccess(kept -> context.seen().note(storageIndex, terms.sequence()))
                .onSuccess(kept -> context.noteIfThin(cap, check.placed(), check.total()));
    return StorageQuota.counting(storageIndex, terms.size(), keeping);
  }
}
