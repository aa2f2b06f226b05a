package org.truckee.client.mutable.write;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.truckee.bytes.Bytes;
import org.truckee.cap.MutableReadCap;
import org.truckee.cap.MutableWriteCap;
import org.truckee.client.mutable.piece.ShareSizes;
import org.truckee.client.mutable.publish.PassOrder;
import org.truckee.client.mutable.read.Certainty;
import org.truckee.client.mutable.read.MutableContext;
import org.truckee.client.mutable.read.MutableVersion;
import org.truckee.client.mutable.read.ShareMap;
import org.truckee.client.plaintext.Plaintext;
import org.truckee.client.plaintext.PlaintextInMemory;
import org.truckee.mutable.FileKeyPair;
import org.truckee.mutable.SignedPrefix;
import org.truckee.mutable.VersionTerms;

/**
 * One attempt to change a file, based on a fresh survey; {@code CONFLICT} if the file has changed
 * since. It chooses the cheapest way. Event loop only.
 */
public final class WriteAttempt {
  /** The most bytes of an MDMF file that one version changes in place. */
  public static final int PIECE = 6 << 20;

  private final MutableContext context;
  private final MutableWriteCap cap;
  private final MutableReadCap readCap;
  private final ShareMap map;
  private final FileKeyPair keys;
  private final boolean again;
  private final NextVersion succession;
  private final Lessons lessons;
  private final Certainty certainty;
  private volatile boolean wrote;

  /**
   * An attempt; {@code again} if another one has met a conflict before; {@code lessons} are those
   * of the whole change.
   */
  public WriteAttempt(
      MutableContext context,
      MutableWriteCap cap,
      ShareMap map,
      FileKeyPair keys,
      boolean again,
      Lessons lessons) {
    this.context = context;
    this.cap = cap;
    this.readCap = cap.toReadCap();
    this.map = map;
    this.keys = keys;
    this.again = again;
    this.succession = new NextVersion(context, cap, map, keys, again, lessons);
    this.lessons = lessons;
    this.certainty = lessons.certainty();
  }

  /** This attempt, if {@code precondition} accepts the newest readable version. */
  public Future<WriteAttempt> require(Consumer<SignedPrefix> precondition) {
    return Future.succeededFuture(this).map(same -> checked(precondition));
  }

  private WriteAttempt checked(Consumer<SignedPrefix> precondition) {
    map.best().ifPresent(precondition);
    return this;
  }

  /**
   * Replaces the contents, of at most {@code limit} bytes, by the result of {@code change};
   * completes with the version that was written, if one was. Contents of the version that are
   * {@code known} are not read.
   */
  public Future<Optional<SignedPrefix>> modify(
      int limit,
      Function<MutableVersion, Optional<Bytes>> known,
      Function<Bytes, Optional<Bytes>> change) {
    if (map.best().filter(best -> best.size() > limit).isPresent())
      return Future.failedFuture(MutableVersion.tooLarge(limit));
    return withContents(
        0,
        known,
        old ->
            context
                .client()
                .codec()
                .run(() -> change.apply(old))
                .compose(changed -> settle(old, changed)));
  }

  /** The basis for another change, if this one, begun at {@code since}, wrote nothing. */
  public Optional<ChangeBasis> unused(long since) {
    return wrote ? Optional.empty() : Optional.of(new ChangeBasis(map, since));
  }

  /** The old contents, and room for new ones that have at most {@code more} bytes more. */
  private <T> Future<T> withContents(
      long more, Function<MutableVersion, Optional<Bytes>> known, Function<Bytes, Future<T>> use) {
    Optional<Bytes> kept = lessons.contents().filter(contents -> isTorn());
    if (kept.isPresent()) return withRoom(kept.get().size(), more, () -> use.apply(kept.get()));
    MutableVersion old = context.open(readCap, map, certainty);
    return withRoom(
        old.size(), more, () -> contents(old, known).onSuccess(lessons::read).compose(use));
  }

  /** Returns whether nothing can be read, and nobody is left who may make it readable. */
  private boolean isTorn() {
    return map.best().isEmpty() && certainty.isAccepted(map);
  }

  private <T> Future<T> withRoom(long size, long more, Supplier<Future<T>> use) {
    return context.client().memory().holding(2 * size + succession.cost(size + more), use);
  }

  private Future<Bytes> contents(
      MutableVersion old, Function<MutableVersion, Optional<Bytes>> known) {
    return context
        .client()
        .codec()
        .run(() -> known.apply(old))
        .compose(
            there -> there.isPresent() ? Future.succeededFuture(there.get()) : old.readGranted());
  }

  private static Optional<Bytes> nothing(MutableVersion version) {
    return Optional.empty();
  }

  /**
   * Returns whether contents that are in place already are published all the same: an earlier
   * attempt went wrong and left shares that disagree, or too few servers have the version for it to
   * last.
   */
  private Future<Optional<SignedPrefix>> settle(Bytes old, Optional<Bytes> changed) {
    boolean same = changed.isEmpty() || changed.get().equals(old);
    boolean lasting = changed.isEmpty() || (!isTorn() && certainty.isKept(map));
    if (same && lasting && !(again && map.isMixed()))
      return Future.succeededFuture(Optional.empty());
    return whole(changed.orElse(old)).map(Optional::of);
  }

  /** Writes {@code contents} as a whole; {@code TOO_LARGE} if no server takes so large a share. */
  private Future<SignedPrefix> whole(Bytes contents) {
    wrote = true;
    VersionTerms terms = succession.terms(contents.size());
    Optional<PassOrder> order = parts(terms);
    if (order.isPresent())
      return succession.inParts(PlaintextInMemory.of(contents), terms, order.get());
    return contents.size() / terms.needed() > ShareSizes.LARGEST
        ? Future.failedFuture(ShareSizes.tooLargeAsWhole(terms))
        : succession.whole(contents);
  }

  /** The order in which a large version is written in parts, if there is one. */
  private Optional<PassOrder> parts(VersionTerms terms) {
    return ShareSizes.isLarge(terms) ? succession.order(terms) : Optional.empty();
  }

  /** Publishes the newest readable contents once more. */
  public Future<Void> renew() {
    SignedPrefix best = map.requireBest();
    boolean inPlace = ShareSizes.isLarge(best.terms()) && range().hasSegments();
    return inPlace
        ? new VersionRenewal(
                context.client(),
                succession,
                context.shares(readCap.toVerifyCap(), best, map),
                keys)
            .run()
        : withContents(0, WriteAttempt::nothing, this::whole).mapEmpty();
  }

  /** Makes a new file's first contents. */
  public Future<Void> begin(Function<MutableWriteCap, Plaintext> contents) {
    return context
        .client()
        .codec()
        .run(() -> contents.apply(cap))
        .compose(this::overwrite)
        .mapEmpty();
  }

  /**
   * Makes {@code contents} the contents of a file that is readable, or new; completes with their
   * version.
   */
  public Future<SignedPrefix> overwrite(Plaintext contents) {
    if (!map.isEmpty() && !isTorn()) map.requireBest();
    if (again && !contents.rewind())
      return Future.failedFuture(new IllegalStateException("contents that were read before"));
    VersionTerms terms = succession.terms(contents.size());
    long share = contents.size() / terms.needed();
    Optional<PassOrder> order = parts(terms);
    if (order.isPresent()) return succession.inParts(contents, terms, order.get());
    if (share > ShareSizes.LARGEST)
      return Future.failedFuture(ShareSizes.tooLarge(cap.format(), terms));
    return context
        .client()
        .memory()
        .holding(
            succession.cost(contents.size()),
            () ->
                contents
                    .next((int) contents.size())
                    .compose(bytes -> succession.whole(Bytes.wrap(bytes))));
  }

  /** Puts {@code data} at {@code offset}. */
  public Future<Void> write(long offset, Bytes data) {
    SignedPrefix best = map.requireBest();
    context.requireNewest(readCap, best, map);
    long gap = Math.max(0, offset - best.size());
    if (gap > MutableVersion.MAX_CONTENTS) return Future.failedFuture(ShareSizes.tooFar(best));
    Bytes all = gap == 0 ? data : Bytes.concat(Bytes.wrap(new byte[(int) gap]), data);
    long from = Math.min(offset, best.size());
    RangeUpdate update = range();
    return update.isPossible()
        ? update
            .put(from, all)
            .compose(updated -> updated ? Future.succeededFuture() : patch(from, all))
        : patch(from, all);
  }

  private RangeUpdate range() {
    return new RangeUpdate(context, cap, map, keys, succession);
  }

  private Future<Void> patch(long from, Bytes data) {
    return withContents(
            data.size(),
            WriteAttempt::nothing,
            old ->
                context.client().codec().run(() -> patched(old, from, data)).compose(this::whole))
        .mapEmpty();
  }

  private static Bytes patched(Bytes old, long from, Bytes data) {
    byte[] all = new byte[Math.toIntExact(Math.max(old.size(), from + data.size()))];
    old.copyTo(all, 0);
    data.copyTo(all, (int) from);
    return Bytes.wrap(all);
  }
}
