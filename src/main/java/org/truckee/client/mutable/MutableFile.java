package org.truckee.client.mutable;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.truckee.bytes.Bytes;
import org.truckee.cap.Capability;
import org.truckee.cap.MutableFormat;
import org.truckee.client.mutable.read.FoundVersions;
import org.truckee.client.mutable.read.MutableContext;
import org.truckee.client.mutable.read.MutableVersion;
import org.truckee.client.mutable.read.ShareMap;
import org.truckee.client.mutable.read.SurveyReach;
import org.truckee.client.mutable.write.ChangeBasis;
import org.truckee.client.mutable.write.Changes;
import org.truckee.client.mutable.write.WriteAttempt;
import org.truckee.client.plaintext.Plaintext;
import org.truckee.mutable.SignedPrefix;

/**
 * A mutable file on the grid, as its capability shows it. Writing needs a write capability ({@code
 * FORBIDDEN} otherwise). Changes that this gateway makes to one file go one after the other; those
 * of others are met by trying again, a number of times, and then {@code CONFLICT}. Event loop only.
 */
public final class MutableFile {
  private final MutableContext context;
  private final Changes changes;
  private final MutableCaps caps;
  private final Consumer<SignedPrefix> precondition;
  private volatile Optional<ChangeBasis> basis = Optional.empty();

  MutableFile(MutableContext context, Changes changes, MutableCaps caps) {
    this(context, changes, caps, any -> {});
  }

  private MutableFile(
      MutableContext context,
      Changes changes,
      MutableCaps caps,
      Consumer<SignedPrefix> precondition) {
    this.context = context;
    this.changes = changes;
    this.caps = caps;
    this.precondition = precondition;
  }

  /**
   * The same file, whose changes are made only to a version that {@code required} accepts. It is
   * shown the newest one before each attempt and throws the failure of the change, which must not
   * be {@code CONFLICT}; no other writer's version comes between it and the change.
   */
  public MutableFile onlyIf(Consumer<SignedPrefix> required) {
    return new MutableFile(context, changes, caps, required);
  }

  /** The capability that the file was opened with. */
  public Capability cap() {
    return caps.given();
  }

  /**
   * The newest version with enough shares; {@code UNRECOVERABLE} if there are too few of any
   * version, or none at all.
   */
  public Future<MutableVersion> newest() {
    return context.newest(caps.verify()).map(this::open);
  }

  /**
   * The same for somebody who is about to change it: the next change builds on what is found here,
   * if it is made soon and nobody else comes between.
   */
  public Future<MutableVersion> newestToChange() {
    long now = context.client().timers().nanos();
    return context
        .find(caps.verify(), SurveyReach.WRITING)
        .onSuccess(map -> basis = Optional.of(new ChangeBasis(map, now)))
        .map(this::open);
  }

  /** Looks for what the next change builds on, unless it was found already. */
  public Future<Void> prepareChange() {
    return basis.isPresent() ? Future.succeededFuture() : newestToChange().mapEmpty();
  }

  private MutableVersion open(ShareMap map) {
    return context.open(caps.requireRead(), map, context.certainty());
  }

  /**
   * The newest version, if no newer one can be kept: all servers are asked, and {@code UNHAPPY}
   * tells which of those that may keep one did not answer.
   */
  public Future<MutableVersion> certainlyNewest() {
    return context
        .survey(caps.verify(), SurveyReach.EVERYONE)
        .map(map -> context.certainty().require(map, "there may be a newer version"))
        .map(this::open);
  }

  /**
   * The result of {@code use} for the newest contents of a file small enough for memory; they are
   * read again if somebody changes the file in the meantime.
   */
  public <T> Future<T> contents(Function<Bytes, Future<T>> use) {
    return changes.retrying(() -> newest().compose(version -> version.contents(use)));
  }

  /** Every version of which shares were found anywhere; asks every server. */
  public Future<FoundVersions> versions() {
    return context.census(caps.verify()).map(FoundVersions::of);
  }

  /**
   * The same after reading every share to its end: shares with a wrong byte are among the damaged
   * ones.
   */
  public Future<FoundVersions> verified() {
    return context
        .census(caps.verify())
        .compose(found -> context.verification(caps.verify(), caps.write(), true).of(found))
        .map(FoundVersions::of);
  }

  /**
   * Makes {@code contents}, which the caller closes, the file's contents. It must be possible to
   * read them more than once.
   */
  public Future<Void> overwrite(Plaintext contents) {
    return replace(contents).mapEmpty();
  }

  /** The same; completes with the version of {@code contents}. */
  public Future<SignedPrefix> replace(Plaintext contents) {
    return change(attempt -> attempt.overwrite(contents));
  }

  /**
   * Puts {@code data}, which the caller closes, at {@code offset}; the file grows if need be, and
   * the bytes between its end and {@code offset} are zero. Of an MDMF file only the segments
   * touched are sent, a few MiB at a time, and each time the file is another whole version.
   */
  public Future<Void> write(long offset, Plaintext data) {
    return writeFrom(this, offset, data, data.size());
  }

  /** Only the first piece meets the version that was required. */
  private Future<Void> writeFrom(MutableFile first, long offset, Plaintext data, long left) {
    int piece =
        (int)
            Math.min(
                left,
                caps.format() == MutableFormat.MDMF
                    ? WriteAttempt.PIECE
                    : MutableVersion.MAX_CONTENTS);
    if (piece == 0) return Future.succeededFuture();
    return data.next(piece)
        .compose(bytes -> first.change(attempt -> attempt.write(offset, Bytes.wrap(bytes))))
        .compose(
            written ->
                writeFrom(
                    new MutableFile(context, changes, caps), offset + piece, data, left - piece));
  }

  /**
   * Replaces the newest contents by the result of {@code change}. An empty result changes nothing;
   * for a result that is there already, the file is only brought to enough servers. When another
   * writer was faster, {@code change} is asked again about the new contents; these may be its own
   * earlier ones, so it must be possible to make the change twice. It runs on a worker. The file
   * must be small enough for memory; {@code TOO_LARGE}, and nothing is asked, if it has more than
   * {@code limit} bytes. A change of nothing leaves what was found to the next one. Contents that
   * are {@code known} are not read. Completes with the version that was written, if one was.
   */
  public Future<Optional<SignedPrefix>> modify(
      int limit,
      Function<MutableVersion, Optional<Bytes>> known,
      Function<Bytes, Optional<Bytes>> change) {
    long now = context.client().timers().nanos();
    return change(
        attempt ->
            attempt.modify(limit, known, change).onSuccess(written -> basis = attempt.unused(now)));
  }

  /** The same for a file of at most 64 MiB, of which nothing is known. */
  public Future<Void> modify(Function<Bytes, Optional<Bytes>> change) {
    return modify(MutableVersion.MAX_CONTENTS, version -> Optional.empty(), change).mapEmpty();
  }

  /**
   * Publishes the newest contents that can be read once more, as a version after all others, which
   * ends these. Large MDMF shares of the usual layout keep their blocks; of other files {@code
   * TOO_LARGE} if the contents are too large for memory.
   */
  public Future<Void> renew() {
    return change(WriteAttempt::renew);
  }

  private <T> Future<T> change(Function<WriteAttempt, Future<T>> step) {
    if (caps.write().isEmpty())
      return Future.failedFuture(MutableCaps.forbidden("does not allow to change the file"));
    Optional<ChangeBasis> found = basis;
    basis = Optional.empty();
    return changes.change(
        caps.write().get(), found, attempt -> attempt.require(precondition).compose(step));
  }
}
