package org.truckee.client.mutable;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.cap.MutableFormat;
import org.truckee.cap.MutableReadCap;
import org.truckee.cap.MutableWriteCap;
import org.truckee.client.flow.Plaintext;
import org.truckee.client.server.StorageServer;
import org.truckee.crypto.StorageIndex;
import org.truckee.mutable.FileKeyPair;
import org.truckee.mutable.NewVersion;
import org.truckee.mutable.SignedPrefix;
import org.truckee.mutable.WholeVersion;

/**
 * One attempt to change a file, which stands on what was found of it a moment ago; {@code CONFLICT}
 * if that is not so any more. Event loop only.
 */
final class Attempt {
  /** The most of an MDMF file that one version changes in place. */
  static final int PIECE = 6 << 20;

  /** The segments of MDMF files, before they are rounded up to a multiple of the blocks. */
  private static final int SEGMENT = 128 << 10;

  /** The largest share that is encoded and sent as a whole where it need not be. */
  private static final long LARGE_SHARE = 2 << 20;

  /** The largest share that is sent as a whole at all; servers take a little more. */
  private static final long LARGEST_SHARE = 48 << 20;

  private final Grid grid;
  private final MutableWriteCap cap;
  private final MutableReadCap readCap;
  private final ShareMap map;
  private final FileKeyPair keys;
  private final boolean again;

  /** {@code again} if another attempt has met a conflict before. */
  Attempt(Grid grid, MutableWriteCap cap, ShareMap map, FileKeyPair keys, boolean again) {
    this.grid = grid;
    this.cap = cap;
    this.readCap = cap.toReadCap();
    this.map = map;
    this.keys = keys;
    this.again = again;
  }

  /** Makes of the contents what {@code change} says. */
  Future<Void> modify(Function<Bytes, Optional<Bytes>> change) {
    return grid.open(readCap, map)
        .contents()
        .compose(
            old ->
                grid.codec.run(() -> change.apply(old)).compose(changed -> settle(old, changed)));
  }

  /**
   * What is as it should be is published all the same if an attempt before went wrong and shares
   * disagree: some of them may be its own, and only a version that all servers took is sure to
   * last.
   */
  private Future<Void> settle(Bytes old, Optional<Bytes> changed) {
    boolean same = changed.isEmpty() || changed.get().equals(old);
    if (same && !(again && map.isMixed())) return Future.succeededFuture();
    return publish(changed.orElse(old));
  }

  /** Makes a new file's first contents. */
  Future<Void> begin(Function<MutableWriteCap, Bytes> contents) {
    return grid.codec.run(() -> contents.apply(cap)).compose(this::publish);
  }

  /** Makes {@code contents} the contents of a file that could still be read, or is new. */
  Future<Void> overwrite(Plaintext contents) {
    if (!map.isEmpty()) map.requireBest();
    NewVersion.Terms terms = terms(contents.size());
    long share = contents.size() / terms.needed();
    boolean safeInParts = terms.total() >= 2 * terms.needed() || map.isEmpty();
    boolean inParts = share > (safeInParts ? LARGE_SHARE : LARGEST_SHARE);
    if (cap.format() == MutableFormat.MDMF && inParts) return publishLarge(contents, terms);
    if (share > LARGEST_SHARE) return Future.failedFuture(tooLarge(terms));
    if (again && !contents.rewind())
      return Future.failedFuture(new IllegalStateException("contents that were read before"));
    long cost = contents.size() + 4 * share * terms.total();
    return grid.memory
        .acquire(cost)
        .compose(granted -> contents.next((int) contents.size()))
        .compose(bytes -> publish(Bytes.wrap(bytes)))
        .onComplete(done -> grid.memory.release(cost));
  }

  /** Puts {@code data} at {@code offset}. */
  Future<Void> write(long offset, Bytes data) {
    SignedPrefix best = map.requireBest();
    long gap = Math.max(0, offset - best.size());
    if (gap > MutableVersion.MAX_CONTENTS) return Future.failedFuture(tooFar(best));
    Bytes all = gap == 0 ? data : Bytes.concat(Bytes.wrap(new byte[(int) gap]), data);
    long from = Math.min(offset, best.size());
    Map<Integer, ReadableShare> shares = readable(best);
    boolean nearlyComplete =
        best.size() > MutableVersion.MAX_CONTENTS
            && shares.size() >= Math.min(grid.encoding.happy(), best.total());
    return cap.format() == MutableFormat.MDMF
            && (map.isWhole() || nearlyComplete)
            && SegmentUpdate.isPossible(best, shares.values())
        ? update(best, shares.values(), from, all)
        : patch(from, all);
  }

  private Future<Void> patch(long from, Bytes data) {
    return grid.open(readCap, map)
        .contents()
        .compose(old -> grid.codec.run(() -> patched(old, from, data)))
        .compose(this::publish);
  }

  private static Bytes patched(Bytes old, long from, Bytes data) {
    byte[] all = new byte[Math.toIntExact(Math.max(old.size(), from + data.size()))];
    old.copyTo(all, 0);
    data.copyTo(all, (int) from);
    return Bytes.wrap(all);
  }

  /** One share of each number of {@code version}. */
  private Map<Integer, ReadableShare> readable(SignedPrefix version) {
    Map<Integer, ReadableShare> shares = new TreeMap<>();
    for (FoundShare share : map.sharesOf(version))
      shares.putIfAbsent(share.number(), new ReadableShare(grid.codec, storageIndex(), share));
    return shares;
  }

  private Future<Void> update(
      SignedPrefix version, Collection<ReadableShare> shares, long from, Bytes data) {
    long cost = data.size() * (2L + 4L * version.total() / version.needed());
    SegmentUpdate update =
        new SegmentUpdate(
            grid.codec,
            grid.download(readCap, version, map),
            version,
            shares,
            readCap.readKey(),
            from,
            data);
    return grid.memory
        .acquire(cost)
        .compose(granted -> update.prepare(map.highestSequence() + 1, keys, grid.random))
        .compose(result -> sendUpdate(version, result))
        .onComplete(done -> grid.memory.release(cost));
  }

  /** Shares that were not found stay as they are: only whole contents can replace them. */
  private Future<Void> sendUpdate(SignedPrefix version, SegmentUpdate.Result result) {
    List<Goal> goals =
        Goal.choose(map, permuted(), version.total(), cap.format()).stream()
            .filter(goal -> goal.before().equals(version.checkString()))
            .filter(goal -> result.contents().containsKey(goal.share()))
            .toList();
    Publication publication = publication();
    return publication
        .send(goals, result.contents(), again)
        .compose(sent -> require(publication, version.needed()));
  }

  private Future<Void> publish(Bytes contents) {
    NewVersion.Terms terms = terms(contents.size());
    return grid.codec
        .run(() -> WholeVersion.encode(contents.toArray(), terms, keys, grid.random))
        .compose(version -> publish(version, terms));
  }

  private Future<Void> publish(WholeVersion version, NewVersion.Terms terms) {
    Map<Integer, ShareContent> contents =
        IntStream.range(0, terms.total())
            .boxed()
            .collect(Collectors.toMap(i -> i, i -> ShareContent.whole(version.shares().get(i))));
    List<StorageServer> permuted = permuted();
    List<Goal> goals = Goal.choose(map, permuted, terms.total(), cap.format());
    Publication publication = publication();
    return new SmallPublication(publication, contents, permuted)
        .send(goals, again)
        .compose(sent -> require(publication, enough(terms)));
  }

  private Future<Void> publishLarge(Plaintext contents, NewVersion.Terms terms) {
    if (again && !contents.rewind())
      return Future.failedFuture(new IllegalStateException("contents that were read before"));
    Publication publication = publication();
    List<Goal> goals = Goal.choose(map, permuted(), terms.total(), cap.format());
    return new LargePublication(
            grid.codec, grid.memory, publication, contents, terms, keys, grid.random)
        .send(goals, keptLast(terms))
        .compose(sent -> require(publication, enough(terms)));
  }

  /** The shares of the old version that stay until enough of the new one are whole. */
  private Set<Integer> keptLast(NewVersion.Terms terms) {
    int count = Math.max(terms.needed(), terms.total() / 2);
    return map.best().stream()
        .flatMap(best -> map.sharesOf(best).stream())
        .map(FoundShare::number)
        .distinct()
        .sorted()
        .limit(count)
        .collect(Collectors.toSet());
  }

  /** A new file must be spread well; one that is there is better changed than not. */
  private int enough(NewVersion.Terms terms) {
    return map.isEmpty() ? grid.encoding.happy() : terms.needed();
  }

  private Future<Void> require(Publication publication, int enough) {
    int good = map.isEmpty() ? publication.happiness() : publication.numbers().size();
    if (good >= enough) return Future.succeededFuture();
    String reasons = String.join("; ", publication.failed().values());
    return Future.failedFuture(
        new GridException(
            GridException.Kind.UNHAPPY,
            "%d shares were taken well spread, at least %d are needed%s"
                .formatted(good, enough, reasons.isEmpty() ? "" : ": " + reasons)));
  }

  /** A file keeps the encoding that it was made with. */
  private NewVersion.Terms terms(long size) {
    Optional<SignedPrefix> before = map.versions().stream().findFirst();
    int needed = before.map(SignedPrefix::needed).orElse(grid.encoding.needed());
    int total = before.map(SignedPrefix::total).orElse(grid.encoding.total());
    long segment = cap.format() == MutableFormat.MDMF ? SEGMENT : Math.min(size, 1 << 30);
    int rounded = (int) ((segment + needed - 1) / needed) * needed;
    return new NewVersion.Terms(
        cap.format(), map.highestSequence() + 1, needed, total, rounded, size);
  }

  private Publication publication() {
    return new Publication(storageIndex(), cap.writeKey(), grid.secrets, map);
  }

  private StorageIndex storageIndex() {
    return readCap.toVerifyCap().storageIndex();
  }

  /** The servers that shares may go to: those that answered, or all for a new file. */
  private List<StorageServer> permuted() {
    List<StorageServer> all = grid.servers.permuted(storageIndex());
    return map.answered().isEmpty() ? all : all.stream().filter(map.answered()::contains).toList();
  }

  private static GridException tooLarge(NewVersion.Terms terms) {
    return new GridException(
        GridException.Kind.TOO_LARGE,
        "a mutable file of one segment (SDMF) has at most %d bytes; MDMF has no such bound"
            .formatted(LARGEST_SHARE * terms.needed()));
  }

  private static GridException tooFar(SignedPrefix version) {
    return new GridException(
        GridException.Kind.BAD_RANGE,
        "the offset is more than %d bytes behind the end of the file, which has %d bytes"
            .formatted(MutableVersion.MAX_CONTENTS, version.size()));
  }
}
