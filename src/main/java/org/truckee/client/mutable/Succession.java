package org.truckee.client.mutable;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.truckee.bytes.Bytes;
import org.truckee.cap.MutableFormat;
import org.truckee.cap.MutableWriteCap;
import org.truckee.client.flow.Plaintext;
import org.truckee.client.flow.Timeline;
import org.truckee.client.server.StorageServer;
import org.truckee.crypto.StorageIndex;
import org.truckee.mutable.FileKeyPair;
import org.truckee.mutable.NewVersion;
import org.truckee.mutable.SignedPrefix;
import org.truckee.mutable.WholeVersion;

/**
 * Writes the version that comes after all that were found, which is a new file's first if none was.
 * Event loop only.
 */
final class Succession {
  /** The segments of MDMF files, before they are rounded up to a multiple of the blocks. */
  private static final int SEGMENT = 128 << 10;

  private final Grid grid;
  private final MutableWriteCap cap;
  private final StorageIndex storageIndex;
  private final ShareMap map;
  private final FileKeyPair keys;
  private final boolean again;

  /** {@code again} if another attempt has met a conflict before. */
  Succession(Grid grid, MutableWriteCap cap, ShareMap map, FileKeyPair keys, boolean again) {
    this.grid = grid;
    this.cap = cap;
    this.storageIndex = cap.toReadCap().toVerifyCap().storageIndex();
    this.map = map;
    this.keys = keys;
    this.again = again;
  }

  /** What a version of {@code size} is to be; a file keeps the encoding that it was made with. */
  NewVersion.Terms terms(long size) {
    Optional<SignedPrefix> before = map.versions().stream().findFirst();
    int needed = before.map(SignedPrefix::needed).orElse(grid.encoding.needed());
    int total = before.map(SignedPrefix::total).orElse(grid.encoding.total());
    long segment = cap.format() == MutableFormat.MDMF ? SEGMENT : Math.min(size, 1 << 30);
    int rounded = (int) ((segment + needed - 1) / needed) * needed;
    return new NewVersion.Terms(
        cap.format(), map.highestSequence() + 1, needed, total, rounded, size);
  }

  /**
   * The bytes that a version takes which is written as a whole: its contents, its shares, and those
   * on their way to the servers.
   */
  long cost(long size) {
    NewVersion.Terms terms = terms(size);
    return size + 4 * (size / terms.needed()) * terms.total();
  }

  /** Writes {@code contents} as a whole. */
  Future<Void> whole(Bytes contents) {
    NewVersion.Terms terms = terms(contents.size());
    return grid.codec
        .run(() -> WholeVersion.encode(contents.toArray(), terms, keys, grid.random))
        .compose(version -> whole(version, terms));
  }

  private Future<Void> whole(WholeVersion version, NewVersion.Terms terms) {
    Map<Integer, ShareContent> contents =
        IntStream.range(0, terms.total())
            .boxed()
            .collect(Collectors.toMap(i -> i, i -> ShareContent.whole(version.shares().get(i))));
    Publication publication = publication(terms.size(), 1, terms.total());
    return new SmallPublication(publication, contents, permuted())
        .send(goals(terms), again)
        .compose(sent -> require(publication, enough(terms)))
        .onComplete(done -> publication.timeline().finish(done.cause()));
  }

  /** In which order a version of {@code terms} is written in parts; nothing if that is not safe. */
  Optional<WaveOrder> order(NewVersion.Terms terms) {
    List<Integer> old =
        map.best().stream()
            .flatMap(best -> map.sharesOf(best).stream())
            .map(FoundShare::number)
            .toList();
    return WaveOrder.of(goals(terms), old, terms.needed(), terms.total(), map, permuted());
  }

  /** Writes {@code contents}, of any size, in parts. */
  Future<Void> inParts(Plaintext contents, NewVersion.Terms terms, WaveOrder order) {
    PieceEncoder encoder = new PieceEncoder(grid.codec, contents, terms, keys, grid.random);
    Publication publication =
        publication(terms.size(), encoder.segmentation().segments(), terms.total());
    return new LargePublication(encoder, grid.memory, publication, terms, grid.random)
        .send(order)
        .compose(sent -> require(publication, enough(terms)))
        .onComplete(done -> publication.timeline().finish(done.cause()));
  }

  /**
   * Writes what {@code update} makes of {@code version}. Shares that were not found stay as they
   * are: only whole contents can replace them.
   */
  Future<Void> update(SignedPrefix version, SegmentUpdate.Result update) {
    List<Goal> goals =
        Goal.choose(map, permuted(), version.total(), cap.format()).stream()
            .filter(goal -> goal.before().equals(version.checkString()))
            .filter(goal -> update.contents().containsKey(goal.share()))
            .toList();
    Publication publication = publication(update.prefix().size(), 1, goals.size());
    return publication
        .send(goals, update.contents(), again)
        .compose(sent -> require(publication, version.needed()))
        .onComplete(done -> publication.timeline().finish(done.cause()));
  }

  private List<Goal> goals(NewVersion.Terms terms) {
    return Goal.choose(map, permuted(), terms.total(), cap.format());
  }

  private Publication publication(long size, long segments, int shares) {
    Timeline timeline = grid.timelines.begin(Timeline.Kind.PUBLISH, storageIndex, size);
    timeline.cut(segments, shares);
    Publication publication =
        new Publication(storageIndex, cap.writeKey(), grid.secrets, map, timeline);
    permuted().stream()
        .filter(server -> server.isFull() && !map.holdings().containsKey(server))
        .forEach(publication.refusals()::addFull);
    return publication;
  }

  /** A new file must be spread well; one that is there is better changed than not. */
  private int enough(NewVersion.Terms terms) {
    return map.isEmpty() ? grid.encoding.happy() : terms.needed();
  }

  private Future<Void> require(Publication publication, int enough) {
    int good = map.isEmpty() ? publication.happiness() : publication.numbers().size();
    if (good >= enough) return Future.succeededFuture();
    String shortage =
        "%s taken, each by a server of its own, at least %d are needed"
            .formatted(good == 1 ? "1 share was" : good + " shares were", enough);
    return Future.failedFuture(
        publication.refusals().explain(shortage, "a share of it", good, enough));
  }

  /** The servers that shares may go to: those that answered, or all for a new file. */
  private List<StorageServer> permuted() {
    List<StorageServer> all = grid.servers.permuted(storageIndex);
    return map.answered().isEmpty() ? all : all.stream().filter(map.answered()::contains).toList();
  }
}
