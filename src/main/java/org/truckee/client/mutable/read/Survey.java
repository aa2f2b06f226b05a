package org.truckee.client.mutable.read;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.truckee.client.ask.AskPolicy;
import org.truckee.client.server.StorageServer;
import org.truckee.client.server.connection.ServerFailure;

/**
 * Asks servers, in permuted order and several at a time, for their shares of a mutable file. Every
 * answer counts here, not only as many as are needed: so it waits by rules of its own. Event loop
 * only; serves once.
 */
final class Survey {
  private static final long SHORTEST_GRACE_MILLIS = 20;

  /** The factor of patience with suspected servers where others are not enough. */
  private static final int FOR_SUSPECTED = 2;

  private final AskPolicy policy;
  private final SurveyGoal goal;
  private final List<StorageServer> permuted;
  private final HeadReader heads;
  private final ShareMap map;
  private final List<StorageServer> waitedFor = new ArrayList<>();
  private final List<Integer> suspects = new ArrayList<>();
  private final Promise<ShareMap> done = Promise.promise();
  private boolean suspectsAsked;
  private int next;
  private int foundBefore;
  private boolean late;
  private long askedAt;
  private boolean granted;
  private boolean graceIsOver;
  private Runnable patience = () -> {};
  private Runnable grace = () -> {};

  /** A survey of {@code permuted} servers by way of {@code heads}. */
  Survey(AskPolicy policy, SurveyGoal goal, List<StorageServer> permuted, HeadReader heads) {
    this.policy = policy;
    this.goal = goal;
    this.permuted = permuted;
    this.heads = heads;
    this.map = heads.map();
  }

  /** Asks; any misbehaviour of servers leads to a smaller map, and never to a failure. */
  Future<ShareMap> run() {
    askMore();
    return done.future().onComplete(map -> stopTimers());
  }

  private void stopTimers() {
    patience.run();
    grace.run();
  }

  private void askMore() {
    foundBefore = map.found().size();
    List<Integer> places = new ArrayList<>();
    int end = Math.min(permuted.size(), next + goal.wave(permuted.size()));
    for (; next < end; next++) (isLeftForLater(permuted.get(next)) ? suspects : places).add(next);
    ask(places, goal.reach().patience());
  }

  private boolean isLeftForLater(StorageServer server) {
    return server.suspected() && goal.reach() != SurveyReach.EVERYONE_PATIENTLY;
  }

  /** The next servers; suspected ones only if the others are not enough. */
  private void askSuspects() {
    suspectsAsked = true;
    List<Integer> places = List.copyOf(suspects);
    suspects.clear();
    ask(places, Math.min(goal.reach().patience(), FOR_SUSPECTED));
  }

  private void ask(List<Integer> places, int factor) {
    late = false;
    askedAt = policy.timers().nanos();
    granted = false;
    graceIsOver = false;
    stopTimers();
    patience = policy.timers().in(factor * policy.millis(), this::stopWaiting);
    places.forEach(place -> waitedFor.add(permuted.get(place)));
    for (int place : places) ask(permuted.get(place), place);
    if (places.isEmpty()) consider();
  }

  /**
   * Asks {@code server}; where writers left servers out, others have more than the share of their
   * own place.
   */
  private void ask(StorageServer server, int place) {
    heads
        .look(server, place, goal.isThorough(!suspects.isEmpty()))
        .onComplete(answer -> conclude(server, answer));
  }

  /** Notes an answer, unless the survey is over: its shares did not count then, either. */
  private void conclude(StorageServer server, AsyncResult<Void> answer) {
    if (done.future().isComplete()) return;
    if (answer.succeeded()) map.addAnswered(server);
    else map.addSilent(server, answer.cause());
    waitedFor.remove(server);
    consider();
  }

  /** Those that are not waited for any more let others wait, too. */
  private void stopWaiting() {
    late = true;
    if (!map.answered().isEmpty()) waitedFor.forEach(StorageServer::dawdled);
    consider();
  }

  private void consider() {
    if (done.future().isComplete()) return;
    if (!waitedFor.isEmpty() && !mayGoOn()) return;
    if (next < permuted.size() && !goal.isReached(map, foundBefore)) askMore();
    else if (!suspects.isEmpty() && !goal.isReachedWithoutSuspects(map)) askSuspects();
    else finish();
  }

  private void finish() {
    suspects.forEach(place -> waitedFor.add(permuted.get(place)));
    waitedFor.forEach(server -> map.addSilent(server, ServerFailure.late(server.name())));
    heads.close();
    done.complete(map);
  }

  /**
   * Returns whether servers need not be waited for. Those that failed before are waited for as long
   * again as the others took, if these are enough.
   */
  private boolean mayGoOn() {
    if (goal.reach() == SurveyReach.EVERYONE_PATIENTLY) return late;
    boolean onlySuspects = waitedFor.stream().allMatch(StorageServer::suspected);
    if (late && suspectsAsked && onlySuspects) return true;
    if ((!late && !onlySuspects) || map.best().isEmpty()) return false;
    if (late) return true;
    if (!goal.isReachedWithoutSuspects(map)) return false;
    if (!granted) grantSuspects();
    return graceIsOver;
  }

  private void grantSuspects() {
    granted = true;
    long taken = policy.timers().millisSince(askedAt);
    grace = policy.timers().in(Math.max(SHORTEST_GRACE_MILLIS, taken), this::endGrace);
  }

  private void endGrace() {
    graceIsOver = true;
    consider();
  }
}
