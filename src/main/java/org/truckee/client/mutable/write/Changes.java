package org.truckee.client.mutable.write;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.truckee.GridException;
import org.truckee.cap.MutableVerifyCap;
import org.truckee.cap.MutableWriteCap;
import org.truckee.client.mutable.publish.Disputes;
import org.truckee.client.mutable.read.MutableContext;
import org.truckee.client.mutable.read.ReadableShares;
import org.truckee.client.mutable.read.ShareMap;
import org.truckee.client.mutable.read.SurveyReach;
import org.truckee.client.pool.KeyedQueue;
import org.truckee.client.server.StorageServer;
import org.truckee.crypto.StorageIndex;
import org.truckee.mutable.RepairRight;
import org.truckee.mutable.SignedPrefix;
import org.truckee.placement.ShareMove;

/**
 * The changes to mutable files: those to one file happen one after the other, and each is tried
 * again while other writers come between. Event loop only.
 */
public final class Changes {
  private static final int MAX_TRIES = 40;

  private final MutableContext context;
  private final OtherWriters others;
  private final KeyedQueue<StorageIndex> turns = new KeyedQueue<>();

  /** The changes that are made through {@code context}; one object for all files of a gateway. */
  public Changes(MutableContext context) {
    this.context = context;
    this.others = new OtherWriters(context);
  }

  /**
   * Carries out {@code step} on the file, after the earlier ones, and again from the beginning as
   * often as another writer comes between. The first time it builds on {@code basis}, if there is
   * one.
   */
  public <T> Future<T> change(
      MutableWriteCap cap, Optional<ChangeBasis> basis, Function<WriteAttempt, Future<T>> step) {
    MutableVerifyCap verify = cap.toReadCap().toVerifyCap();
    return turns.next(
        verify.storageIndex(),
        () -> {
          Lessons lessons = new Lessons(context.certainty());
          return retrying(
              again ->
                  shares(verify, again, basis)
                      .onSuccess(lessons::look)
                      .compose(map -> attempt(cap, map, again, lessons))
                      .compose(step),
              0);
        });
  }

  /**
   * Repairs the shares of the file in its turn, with or without reading all {@code blocks} of those
   * that are there, and again as often as somebody else changes them meanwhile. Completes with the
   * objection to it, if another version stands against it. It needs no quorum: shares of a version
   * that is there end no other one, and a file of which most servers are lost needs them most.
   */
  public Future<Optional<GridException>> repair(RepairRight right, boolean blocks) {
    return onGood(right, blocks, good -> repair(right, good));
  }

  /**
   * Moves shares of the file, as {@code moves} say, in its turn. Nothing moves while shares of
   * several versions are there, or damaged ones: those need a repair. Copies that are not finished
   * are no obstacle.
   */
  public Future<Void> spread(RepairRight right, List<ShareMove<StorageServer>> moves) {
    return onGood(
        right,
        false,
        good ->
            good.map.isWholeBeside(StandingVersion.markOf(good.map.requireBest()))
                ? new VersionSpread(context.client(), standing(right, good)).run(moves)
                : Future.succeededFuture());
  }

  /**
   * The shares of a file that a step begins with.
   *
   * @param versions all versions that were found
   * @param map the shares after they were verified
   */
  private record GoodShares(List<SignedPrefix> versions, ShareMap map, Disputes disputes) {}

  /** The outcome of {@code step}, in the file's turn, and again while somebody else changes it. */
  private <T> Future<T> onGood(
      RepairRight right, boolean blocks, Function<GoodShares, Future<T>> step) {
    return turns.next(
        right.file().storageIndex(),
        () -> {
          Disputes disputes = new Disputes();
          return retrying(again -> good(right, blocks, disputes).compose(step), 0);
        });
  }

  private Future<GoodShares> good(RepairRight right, boolean blocks, Disputes disputes) {
    return calm(right)
        .compose(
            found ->
                context
                    .verification(right.file(), right.write(), blocks)
                    .of(found)
                    .map(map -> new GoodShares(found.versions(), map, disputes)));
  }

  private StandingVersion standing(RepairRight right, GoodShares good) {
    ReadableShares shares = context.shares(right.file(), good.map.requireBest(), good.map);
    return new StandingVersion(context.client(), right, good.map, shares, good.disputes);
  }

  /** All shares that there are, once nobody changes them any more. */
  private Future<ShareMap> calm(RepairRight right) {
    return context
        .census(right.file())
        .compose(map -> others.settled(map, () -> context.census(right.file())));
  }

  private Future<Optional<GridException>> repair(RepairRight right, GoodShares good) {
    SignedPrefix best = good.map.requireBest();
    long newestSeen = context.seen().newest(right.file().storageIndex());
    Optional<GridException> objection =
        RepairObjection.to(best, good.versions, good.map, newestSeen);
    if (objection.isPresent()) return Future.succeededFuture(objection);
    return new VersionRepair(context.client(), standing(right, good))
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

  /** The shares to build on: those of {@code basis}, or those that servers show now. */
  private Future<ShareMap> shares(
      MutableVerifyCap verify, boolean again, Optional<ChangeBasis> basis) {
    if (again) return context.survey(verify, SurveyReach.WRITING_AGAIN);
    return basis
        .filter(found -> found.isCurrent(verify.storageIndex(), context))
        .map(found -> Future.succeededFuture(found.map()))
        .orElseGet(() -> context.survey(verify, SurveyReach.WRITING));
  }

  private Future<WriteAttempt> attempt(
      MutableWriteCap cap, ShareMap found, boolean again, Lessons lessons) {
    MutableVerifyCap verify = cap.toReadCap().toVerifyCap();
    return others
        .settled(found, () -> context.survey(verify, SurveyReach.WRITING_AGAIN))
        .compose(map -> whole(verify, map, again))
        .compose(map -> certain(verify, map, lessons))
        .compose(
            map ->
                context
                    .keys()
                    .of(cap, map)
                    .map(pair -> new WriteAttempt(context, cap, map, pair, again, lessons)));
  }

  /** Looks for shares in other places, if some are missing. */
  private Future<ShareMap> whole(MutableVerifyCap verify, ShareMap map, boolean again) {
    boolean enough = again ? map.best().isPresent() : map.isWhole();
    return map.isEmpty() || enough
        ? Future.succeededFuture(map)
        : context.survey(verify, SurveyReach.WRITING_AGAIN);
  }

  /** Asks all servers if a newer version may be kept elsewhere; no writer may replace that one. */
  private Future<ShareMap> certain(MutableVerifyCap verify, ShareMap map, Lessons lessons) {
    if (lessons.isClear(map)) return Future.succeededFuture(map);
    boolean known = map.isComplete() && map.versions().get(0).total() <= map.known().size();
    return (known ? Future.succeededFuture(map) : context.survey(verify, SurveyReach.EVERYONE))
        .compose(all -> others.decided(verify, all, lessons))
        .map(all -> lessons.certainty().require(all, "nothing was changed"));
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
                    ? others.pause(Math.min(tried, 6)).compose(rested -> retrying(step, tried + 1))
                    : Future.failedFuture(failure));
  }
}
