package org.truckee.client.immutable.down;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.BooleanSupplier;
import org.truckee.cap.ChkVerifyCap;
import org.truckee.client.ask.AskPolicy;
import org.truckee.client.ask.Losses;
import org.truckee.client.ask.NotedCalls;
import org.truckee.client.immutable.down.ShareCandidates.Candidate;
import org.truckee.client.server.StorageServer;

/**
 * Finds the shares of one file: asks servers, in permuted order and some at a time, for their
 * lists, as long as candidates are wanted. Event loop only.
 */
final class ShareFinder {
  /** The factor of patience with suspected servers where no others are left. */
  private static final int FOR_SUSPECTED = 4;

  private final AskPolicy policy;
  private final ChkVerifyCap cap;
  private final NotedCalls calls;
  private final Losses losses;
  private final BooleanSupplier wanted;
  private final Deque<StorageServer> untried;
  private final ShareCandidates candidates;
  private final Queue<Promise<Candidate>> waiting = new ArrayDeque<>();
  private final Set<StorageServer> asking = new HashSet<>();
  private final List<StorageServer> opening = new ArrayList<>();
  private boolean waveUnderWay;
  private boolean anybodyAnswered;
  private boolean impatient;
  private boolean losingPatience;

  /**
   * A finder among {@code permuted} servers, which goes on as long as candidates are {@code
   * wanted}, and notes in {@code losses} the servers that did not answer.
   */
  ShareFinder(
      AskPolicy policy,
      ChkVerifyCap cap,
      List<StorageServer> permuted,
      NotedCalls calls,
      Losses losses,
      BooleanSupplier wanted) {
    this.policy = policy;
    this.cap = cap;
    this.calls = calls;
    this.losses = losses;
    this.wanted = wanted;
    this.untried = new ArrayDeque<>(suspectedLast(permuted));
    this.candidates = new ShareCandidates(cap.total(), permuted);
  }

  private static List<StorageServer> suspectedLast(List<StorageServer> servers) {
    return servers.stream().sorted(Comparator.comparing(StorageServer::suspected)).toList();
  }

  /** The shares that could be opened, of which some are taken. */
  ShareCandidates candidates() {
    return candidates;
  }

  /** The next share to open; fails if no server is left that could have one. */
  Future<Candidate> next() {
    Promise<Candidate> promise = Promise.promise();
    waiting.add(promise);
    goOn();
    return promise.future();
  }

  /** Notes that a share on {@code server} is being opened until {@code opened} ends. */
  <T> Future<T> whileOpening(StorageServer server, Future<T> opened) {
    opening.add(server);
    return opened.onComplete(
        end -> {
          opening.remove(server);
          anybodyAnswered |= end.succeeded();
        });
  }

  /** Lets another copy of {@code slow} be opened beside it. */
  void goOnBeside(Candidate slow) {
    if (anybodyAnswered) slow.server().dawdled();
    candidates.giveBack(slow.shareNumber());
    goOn();
  }

  /** Hands out candidates as far as there are some, and asks more servers otherwise. */
  void goOn() {
    while (!waiting.isEmpty() && wanted.getAsBoolean()) {
      Optional<Candidate> next = candidates.next();
      if (next.isPresent()) {
        waiting.remove().complete(next.get());
      } else if (!untried.isEmpty() && !waveUnderWay) {
        askMore();
      } else {
        if (untried.isEmpty()) failOrWait();
        return;
      }
    }
  }

  /** Asks some more servers; the next ones when these have answered, or taken long to. */
  private void askMore() {
    waveUnderWay = true;
    boolean suspects = untried.element().suspected();
    List<StorageServer> wave =
        untried.stream()
            .limit(2L * cap.total())
            .takeWhile(server -> server.suspected() == suspects)
            .toList();
    untried.removeAll(wave);
    asking.addAll(wave);
    wave.forEach(this::ask);
    policy.timers().in(policy.millis(), this::endWave);
  }

  private void endWave() {
    waveUnderWay = false;
    if (anybodyAnswered) asking.forEach(StorageServer::dawdled);
    goOn();
  }

  private void ask(StorageServer server) {
    calls
        .ask(server, client -> client.shares(cap.storageIndex()))
        .onComplete(answer -> answered(server, answer));
  }

  private void answered(StorageServer server, AsyncResult<SortedSet<Integer>> answer) {
    asking.remove(server);
    anybodyAnswered |= answer.succeeded();
    if (asking.isEmpty()) waveUnderWay = false;
    if (answer.succeeded()) candidates.add(server, answer.result());
    else losses.add(server, answer.cause());
    goOn();
  }

  /**
   * Ends the search when no server is left to be asked; suspected servers are waited for only a
   * little longer, if all others have answered.
   */
  private void failOrWait() {
    List<StorageServer> pending = new ArrayList<>(asking);
    pending.addAll(opening);
    if (pending.isEmpty()) {
      failWaiting();
    } else if (pending.stream().allMatch(StorageServer::suspected)) {
      if (impatient) {
        pending.forEach(losses::addLate);
        failWaiting();
      } else if (!losingPatience) {
        losingPatience = true;
        policy.timers().in(FOR_SUSPECTED * policy.millis(), this::losePatience);
      }
    }
  }

  private void losePatience() {
    impatient = true;
    goOn();
  }

  private void failWaiting() {
    List<Promise<Candidate>> all = new ArrayList<>(waiting);
    waiting.clear();
    all.forEach(promise -> promise.fail("no server is left that could have a share"));
  }
}
