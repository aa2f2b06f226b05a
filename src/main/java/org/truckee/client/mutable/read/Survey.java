package org.truckee.client.mutable.read;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.cap.MutableVerifyCap;
import org.truckee.client.server.Quietly;
import org.truckee.client.server.StorageServer;
import org.truckee.client.timeline.Step;
import org.truckee.client.timeline.Timeline;
import org.truckee.mutable.ShareHead;
import org.truckee.placement.EncodingParameters;
import org.truckee.worker.Codec;

/**
 * Asks servers, in permuted order and several at a time, what shares of a mutable file they have,
 * and checks what they show. Event loop only; serves once.
 */
public final class Survey {
  /** Twice what a head takes, so that a small file comes along with it. */
  static final int FIRST_BYTES = 8 << 10;

  private static final long READER_WAITS_MILLIS = TimeUnit.SECONDS.toMillis(1);
  private static final long WRITER_WAITS_MILLIS = TimeUnit.SECONDS.toMillis(10);
  private static final long CHECKER_WAITS_MILLIS = TimeUnit.SECONDS.toMillis(30);
  private static final long SHORTEST_GRACE_MILLIS = 20;

  /** How long suspected servers are waited for where the others are not enough. */
  private static final long SUSPECTS_WAIT_MILLIS = TimeUnit.SECONDS.toMillis(2);

  /** How many servers are asked, and how long is waited for the slow ones. */
  public enum Reach {
    /** Until the newest version can be read. */
    READING(Timeline.Kind.SURVEY_TO_READ, READER_WAITS_MILLIS, false),
    /** Until servers that come later in the order have nothing any more. */
    WRITING(Timeline.Kind.SURVEY_TO_WRITE, WRITER_WAITS_MILLIS, false),
    /** The same, and every share that each of them has: something was overlooked before. */
    WRITING_AGAIN(Timeline.Kind.SURVEY_TO_WRITE, WRITER_WAITS_MILLIS, true),
    /** All there are. */
    EVERYONE(Timeline.Kind.SURVEY_OF_ALL, WRITER_WAITS_MILLIS, true),
    /** The same, and each is waited for, whatever is thought of it. */
    EVERYONE_PATIENTLY(Timeline.Kind.SURVEY_OF_ALL, CHECKER_WAITS_MILLIS, true);

    /** As what it is noted down. */
    final Timeline.Kind kind;

    private final long patienceMillis;
    private final boolean thorough;

    Reach(Timeline.Kind kind, long patienceMillis, boolean thorough) {
      this.kind = kind;
      this.patienceMillis = patienceMillis;
      this.thorough = thorough;
    }

    private boolean isOfAll() {
      return this == EVERYONE || this == EVERYONE_PATIENTLY;
    }
  }

  private final Vertx vertx;
  private final Codec codec;
  private final MutableVerifyCap cap;
  private final Reach reach;
  private final List<StorageServer> permuted;
  private final int wave;
  private final int usualTotal;
  private final int happy;
  private final long newestSeen;
  private final Timeline timeline;
  private final Set<Bytes> verified = ConcurrentHashMap.newKeySet();
  private final ShareMap map;
  private final List<StorageServer> waitedFor = new ArrayList<>();
  private final List<Integer> suspects = new ArrayList<>();
  private boolean suspectsAsked;
  private final Promise<ShareMap> done = Promise.promise();
  private int next;
  private int foundBefore;
  private boolean late;
  private long askedAt;
  private boolean granted;
  private boolean graceIsOver;
  private long graceTimer = -1;
  private long timer = -1;

  Survey(
      Vertx vertx,
      Codec codec,
      MutableVerifyCap cap,
      List<StorageServer> permuted,
      EncodingParameters usual,
      Reach reach,
      SeenVersions seen,
      Timeline timeline) {
    this.vertx = vertx;
    this.codec = codec;
    this.cap = cap;
    this.permuted = permuted;
    this.map = new ShareMap(permuted, seen.now());
    this.newestSeen = seen.newest(cap.storageIndex());
    this.usualTotal = usual.total();
    this.happy = usual.happy();
    this.wave = reach.isOfAll() ? permuted.size() : usual.total() + usual.needed();
    this.reach = reach;
    this.timeline = timeline;
  }

  /** Asks; whatever servers do, it ends well, if with an empty map. */
  Future<ShareMap> run() {
    askMore();
    return done.future()
        .onComplete(map -> vertx.cancelTimer(timer))
        .onComplete(map -> vertx.cancelTimer(graceTimer))
        .onComplete(map -> timeline.finish(map.cause()));
  }

  /** Those that are not waited for any more let others wait, too. */
  private void stopWaiting() {
    late = true;
    if (!map.answered().isEmpty()) waitedFor.forEach(StorageServer::dawdled);
    consider();
  }

  private void askMore() {
    foundBefore = map.found().size();
    List<Integer> places = new ArrayList<>();
    int end = Math.min(permuted.size(), next + wave);
    for (; next < end; next++) (isLeftForLater(permuted.get(next)) ? suspects : places).add(next);
    ask(places, reach.patienceMillis);
  }

  private boolean isLeftForLater(StorageServer server) {
    return server.suspected() && reach != Reach.EVERYONE_PATIENTLY;
  }

  /** Those that failed or hung before are asked only if the others are not enough. */
  private void askSuspects() {
    suspectsAsked = true;
    List<Integer> places = List.copyOf(suspects);
    suspects.clear();
    ask(places, Math.min(reach.patienceMillis, SUSPECTS_WAIT_MILLIS));
  }

  private void ask(List<Integer> places, long patienceMillis) {
    late = false;
    askedAt = System.nanoTime();
    granted = false;
    graceIsOver = false;
    vertx.cancelTimer(timer);
    vertx.cancelTimer(graceTimer);
    timer = vertx.setTimer(patienceMillis, tick -> stopWaiting());
    places.forEach(place -> waitedFor.add(permuted.get(place)));
    for (int place : places) ask(permuted.get(place), place);
    if (places.isEmpty()) consider();
  }

  /**
   * Asks for the share that the server has if the file was put on this grid as it is now: the share
   * of the server's own place. Where that is there, a list would tell nothing new as a rule, and is
   * asked for only if nothing may be overlooked, and then at the same time.
   */
  private void ask(StorageServer server, int place) {
    if (isThorough()) {
      Future.join(guess(server, place), lookAtAll(server, place))
          .<Void>mapEmpty()
          .onComplete(answer -> conclude(server, answer));
      return;
    }
    Future.succeededFuture()
        .compose(asking -> guess(server, place))
        .compose(found -> found ? Future.<Void>succeededFuture() : lookAtAll(server, place))
        .onComplete(answer -> conclude(server, answer));
  }

  /** Where writers left servers out, others have more than the share of their own place. */
  private boolean isThorough() {
    return reach.thorough || (reach == Reach.WRITING && !suspects.isEmpty());
  }

  /** What comes when the survey is over is not counted: its shares were not, either. */
  private void conclude(StorageServer server, AsyncResult<Void> answer) {
    if (done.future().isComplete()) return;
    if (answer.succeeded()) map.addAnswered(server);
    else map.addSilent(server, answer.cause());
    waitedFor.remove(server);
    consider();
  }

  /** Whether the share of that number is there. */
  private Future<Boolean> guess(StorageServer server, int number) {
    if (number >= usualTotal) return Future.succeededFuture(false);
    Future<Boolean> there =
        lookAt(server, number)
            .map(true)
            .recover(
                failure ->
                    GridException.is(failure, GridException.Kind.NOT_FOUND)
                        ? Future.succeededFuture(false)
                        : Future.failedFuture(failure));
    return timeline.watch(Step.Work.OPEN, server.name(), number, -1, there);
  }

  private Future<Void> lookAtAll(StorageServer server, int place) {
    return timeline
        .watch(
            Step.Work.ASK,
            server.name(),
            -1,
            -1,
            server.ask(client -> client.mutableShares(cap.storageIndex())))
        .compose(numbers -> lookAtOthers(server, numbers, place));
  }

  private Future<Void> lookAtOthers(StorageServer server, SortedSet<Integer> numbers, int guessed) {
    List<Future<Void>> looking =
        numbers.stream()
            .filter(number -> number != guessed || guessed >= usualTotal)
            .map(
                number ->
                    timeline.watch(
                        Step.Work.OPEN, server.name(), number, -1, lookAt(server, number)))
            .toList();
    return Future.join(looking).mapEmpty();
  }

  private Future<Void> lookAt(StorageServer server, int number) {
    return server
        .ask(client -> client.readMutable(cap.storageIndex(), number, 0, FIRST_BYTES))
        .map(Bytes::wrap)
        .compose(
            first ->
                codec
                    .run(() -> ShareHead.check(number, first, cap, verified))
                    .onSuccess(head -> found(server, head, first))
                    .recover(failure -> damaged(server, number, first, failure)))
        .mapEmpty();
  }

  private void found(StorageServer server, ShareHead head, Bytes first) {
    if (!done.future().isComplete()) map.add(new FoundShare(server, head, first));
  }

  private Future<ShareHead> damaged(
      StorageServer server, int number, Bytes first, Throwable failure) {
    if (!GridException.is(failure, GridException.Kind.CORRUPT)) return Future.failedFuture(failure);
    if (!done.future().isComplete())
      map.add(new DamagedShare(server, number, first, failure.getMessage()));
    return Future.succeededFuture();
  }

  private void consider() {
    if (done.future().isComplete()) return;
    if (!waitedFor.isEmpty() && !mayGoOn()) return;
    if (next < permuted.size() && !isEnough()) {
      askMore();
      return;
    }
    if (!suspects.isEmpty() && !(map.best().isPresent() && isEnoughWithoutSuspects())) {
      askSuspects();
      return;
    }
    suspects.forEach(place -> waitedFor.add(permuted.get(place)));
    waitedFor.forEach(server -> map.addSilent(server, tooSlow(server)));
    reportDamage();
    done.complete(map);
  }

  private static GridException tooSlow(StorageServer server) {
    return new GridException(
        GridException.Kind.UNREACHABLE, "server " + server.name() + " did not answer in time");
  }

  /**
   * Whether servers need not be waited for. Those that failed before are waited for as long again
   * as the others took, if these are enough.
   */
  private boolean mayGoOn() {
    if (reach == Reach.EVERYONE_PATIENTLY) return late;
    boolean onlySuspects = waitedFor.stream().allMatch(StorageServer::suspected);
    if (late && suspectsAsked && onlySuspects) return true;
    if (map.best().isEmpty()) return false;
    if (late) return true;
    if (!onlySuspects || !isEnoughWithoutSuspects()) return false;
    if (!granted) grantSuspects();
    return graceIsOver;
  }

  private void grantSuspects() {
    granted = true;
    long taken = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - askedAt);
    graceTimer = vertx.setTimer(Math.max(SHORTEST_GRACE_MILLIS, taken), tick -> endGrace());
  }

  private void endGrace() {
    graceIsOver = true;
    consider();
  }

  /** Whether there are shares enough of the newest version of which there is any sign. */
  private boolean isNewestReadable() {
    return map.best().isPresent()
        && map.best().get().equals(map.versions().get(0))
        && map.best().get().sequence() >= newestSeen;
  }

  /** No newer version may be kept that they have, and what is written must hold without them. */
  private boolean isEnoughWithoutSuspects() {
    boolean writing = reach == Reach.WRITING || reach == Reach.WRITING_AGAIN;
    if (writing) return map.mayReplaceBest(happy);
    return (reach == Reach.EVERYONE || isNewestReadable()) && map.doubt(happy).isEmpty();
  }

  private boolean isEnough() {
    return switch (reach) {
      case READING -> isNewestReadable();
      case WRITING, WRITING_AGAIN -> !map.found().isEmpty() && map.found().size() == foundBefore;
      case EVERYONE, EVERYONE_PATIENTLY -> next == permuted.size();
    };
  }

  /** Tells servers of damage, unless it may be somebody's unfinished work. */
  private void reportDamage() {
    for (DamagedShare share : map.damaged()) {
      if (share.mayBeUnfinished(map.highestSequence())) continue;
      share
          .server()
          .ask(
              client ->
                  client.adviseCorruptMutable(cap.storageIndex(), share.number(), share.reason()))
          .onFailure(Quietly::ignore);
    }
  }
}
