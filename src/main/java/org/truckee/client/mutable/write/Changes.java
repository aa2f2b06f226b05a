package org.truckee.client.mutable.write;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.truckee.GridException;
import org.truckee.cap.MutableVerifyCap;
import org.truckee.cap.MutableWriteCap;
import org.truckee.client.mutable.read.MutableContext;
import org.truckee.client.mutable.read.ReadableShares;
import org.truckee.client.mutable.read.ShareMap;
import org.truckee.client.mutable.read.SurveyReach;
import org.truckee.client.mutable.read.VersionLoss;
import org.truckee.client.pool.KeyedQueue;
import org.truckee.crypto.StorageIndex;
import org.truckee.mutable.RepairRight;
import org.truckee.mutable.SignedPrefix;

/**
 * The changes to mutable files: those to one file happen one after the other, and each is tried
 * again while other writers come between. Event loop only.
 */
public final class Changes {
  private static final int MAX_TRIES = 40;
  private static final long SHORTEST_PAUSE_MILLIS = 40;
  private static final long LONGEST_PAUSE_MILLIS = TimeUnit.SECONDS.toMillis(3);
  private static final int MAX_SETTLING = 10;

  private final MutableContext context;
  private final KeyedQueue<StorageIndex> turns = new KeyedQueue<>();

  public Changes(MutableContext context) {
    this.context = context;
  }

  /**
   * Carries out {@code step} on the file, after the earlier ones, and again from the beginning as
   * often as another writer comes between.
   */
  public <T> Future<T> change(MutableWriteCap cap, Function<WriteAttempt, Future<T>> step) {
    MutableVerifyCap verify = cap.toReadCap().toVerifyCap();
    return turns.next(
        verify.storageIndex(),
        () -> {
          Disputes disputes = new Disputes();
          return retrying(again -> attempt(cap, verify, again, disputes).compose(step), 0);
        });
  }

  /**
   * Repairs the shares of the file in its turn, with or without reading all {@code blocks} of those
   * that are there, and again as often as somebody else changes them meanwhile. Completes with the
   * objection to it, if another version stands against it. It needs no quorum: shares of a version
   * that is there end no other one, and a file of which most servers are lost needs them most.
   */
  public Future<Optional<GridException>> repair(RepairRight right, boolean blocks) {
    return turns.next(
        right.file().storageIndex(),
        () -> {
          Disputes disputes = new Disputes();
          return retrying(
              again -> calm(right).compose(map -> repair(right, blocks, map, disputes)), 0);
        });
  }

  /** All shares that there are, once nobody changes them any more. */
  private Future<ShareMap> calm(RepairRight right) {
    return context
        .census(right.file())
        .compose(map -> settled(map, 0, () -> context.census(right.file())));
  }

  private Future<Optional<GridException>> repair(
      RepairRight right, boolean blocks, ShareMap found, Disputes disputes) {
    return context
        .verification(right, blocks)
        .of(found)
        .compose(map -> repair(right, found.versions(), map, disputes));
  }

  private Future<Optional<GridException>> repair(
      RepairRight right, List<SignedPrefix> versions, ShareMap map, Disputes disputes) {
    SignedPrefix best = map.requireBest();
    long newestSeen = context.seen().newest(right.file().storageIndex());
    Optional<GridException> objection = RepairObjection.to(best, versions, map, newestSeen);
    if (objection.isPresent()) return Future.succeededFuture(objection);
    ReadableShares shares = context.shares(right.file(), best, map);
    return new VersionRepair(context.client(), right, map, shares, disputes)
        .run()
        .map(Optional.<GridException>empty())
        .recover(failure -> unlike(best, failure));
  }

  /** Treats a version that can't be made again as one that only a new one can replace. */
  private static Future<Optional<GridException>> unlike(SignedPrefix best, Throwable failure) {
    return GridException.is(failure, GridException.Kind.CORRUPT)
        ? Future.succeededFuture(Optional.of(RepairObjection.unlike(best, (GridException) failure)))
        : Future.failedFuture(failure);
  }

  private Future<WriteAttempt> attempt(
      MutableWriteCap cap, MutableVerifyCap verify, boolean again, Disputes disputes) {
    return context
        .survey(verify, again ? SurveyReach.WRITING_AGAIN : SurveyReach.WRITING)
        .compose(map -> settled(map, 0, () -> context.survey(verify, SurveyReach.WRITING_AGAIN)))
        .compose(map -> whole(verify, map, again))
        .compose(map -> certain(verify, map))
        .compose(
            map ->
                context
                    .keys()
                    .of(cap, map)
                    .map(pair -> new WriteAttempt(context, cap, map, pair, again, disputes)));
  }

  /** Looks for shares in other places, if some are missing. */
  private Future<ShareMap> whole(MutableVerifyCap verify, ShareMap map, boolean again) {
    boolean enough = again ? map.best().isPresent() : map.isWhole();
    return map.isEmpty() || enough
        ? Future.succeededFuture(map)
        : context.survey(verify, SurveyReach.WRITING_AGAIN);
  }

  /** Asks all servers if a newer version may be kept elsewhere; no writer may replace that one. */
  private Future<ShareMap> certain(MutableVerifyCap verify, ShareMap map) {
    int happy = context.client().encoding().happy();
    if (map.doubt(happy).isEmpty()) return Future.succeededFuture(map);
    boolean known = map.isComplete() && map.requireBest().total() <= map.known().size();
    return (known ? Future.succeededFuture(map) : context.survey(verify, SurveyReach.EVERYONE))
        .compose(
            all ->
                all.doubt(happy)
                    .map(
                        doubt ->
                            Future.<ShareMap>failedFuture(
                                VersionLoss.uncertain(doubt, all.silent())))
                    .orElse(Future.succeededFuture(all)));
  }

  /** Waits, while shares disagree, for as long as another writer goes on changing them. */
  private Future<ShareMap> settled(ShareMap map, int waited, Supplier<Future<ShareMap>> survey) {
    if (!map.isMixed() || waited == MAX_SETTLING) return Future.succeededFuture(map);
    return pause(SHORTEST_PAUSE_MILLIS)
        .compose(rested -> survey.get())
        .compose(
            later ->
                later.sameAs(map)
                    ? Future.succeededFuture(later)
                    : settled(later, waited + 1, survey));
  }

  /** The result of {@code step}, tried again, after a pause, while it fails by a conflict. */
  public <T> Future<T> retrying(Supplier<Future<T>> step) {
    return retrying(again -> step.get(), 0);
  }

  private <T> Future<T> retrying(Function<Boolean, Future<T>> step, int tried) {
    return step.apply(tried > 0)
        .recover(
            failure ->
                GridException.is(failure, GridException.Kind.CONFLICT) && tried < MAX_TRIES
                    ? pause(SHORTEST_PAUSE_MILLIS << Math.min(tried, 6))
                        .compose(rested -> retrying(step, tried + 1))
                    : Future.failedFuture(failure));
  }

  /** A pause of a random length, up to about {@code millis}, so that writers come apart. */
  private Future<Void> pause(long millis) {
    long most = Math.min(LONGEST_PAUSE_MILLIS, millis);
    long pause = 1 + context.client().machine().random().nextLong(most);
    return Future.future(promise -> context.client().timers().in(pause, promise::complete));
  }
}
