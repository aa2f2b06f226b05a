package org.truckee.client.immutable.down;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SortedSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.GridException;
import org.truckee.cap.ChkVerifyCap;
import org.truckee.client.immutable.down.ShareCandidates.Candidate;
import org.truckee.client.server.Attempted;
import org.truckee.client.server.Quietly;
import org.truckee.client.server.ServerNames;
import org.truckee.client.server.StorageServer;
import org.truckee.client.server.connection.ServerTimeouts;
import org.truckee.client.timeline.Step;
import org.truckee.client.timeline.Timeline;

/**
 * Finds the shares of one file: asks servers, in permuted order, which shares they have, and opens
 * as many as are wanted, no two of them with the same number. Event loop only.
 */
final class ShareSource {
  private static final Logger LOG = LoggerFactory.getLogger(ShareSource.class);

  /** How many times the usual patience is had with them where there is nobody else. */
  private static final int FOR_SUSPECTED = 4;

  private final Vertx vertx;
  private final ChkVerifyCap cap;
  private final ShareOpener opener;
  private final ServerTimeouts patience;
  private final Timeline timeline;
  private final Deque<StorageServer> untried;
  private final ShareCandidates candidates;
  private final Set<Integer> delivered = new HashSet<>();
  private final Queue<OpenShare> late = new ArrayDeque<>();
  private final Queue<Promise<OpenShare>> waiting = new ArrayDeque<>();
  private final Set<String> silent = new LinkedHashSet<>();
  private final Set<String> bad = new LinkedHashSet<>();
  private final Set<StorageServer> asking = new HashSet<>();
  private final List<StorageServer> opening = new ArrayList<>();
  private boolean waveUnderWay;
  private boolean anybodyAnswered;
  private boolean impatient;
  private boolean losingPatience;

  ShareSource(
      Vertx vertx,
      ChkVerifyCap cap,
      ShareOpener opener,
      List<StorageServer> permuted,
      ServerTimeouts patience,
      Timeline timeline) {
    this.vertx = vertx;
    this.cap = cap;
    this.opener = opener;
    this.patience = patience;
    this.timeline = timeline;
    this.untried = new ArrayDeque<>(suspectedLast(permuted));
    this.candidates = new ShareCandidates(cap.total(), permuted);
  }

  private static List<StorageServer> suspectedLast(List<StorageServer> servers) {
    return servers.stream().sorted(Comparator.comparing(StorageServer::suspected)).toList();
  }

  /** Another good share; {@code NOT_ENOUGH_SHARES} if there is none. */
  Future<OpenShare> another() {
    Promise<OpenShare> wanted = Promise.promise();
    waiting.add(wanted);
    serve();
    return wanted.future();
  }

  /** Lets another copy of a share that turned out to be of no use be found. */
  void drop(OpenShare share, Throwable failure) {
    candidates.giveBack(share.number());
    delivered.remove(share.number());
    note(share.server(), share.number(), failure);
  }

  private void serve() {
    while (!waiting.isEmpty()) {
      if (waiting.peek().future().isComplete()) {
        waiting.remove();
        continue;
      }
      if (!late.isEmpty()) {
        waiting.remove().complete(late.remove());
        continue;
      }
      Optional<Candidate> next = candidates.next();
      if (next.isPresent()) {
        open(next.get(), waiting.remove());
      } else if (!untried.isEmpty() && !waveUnderWay) {
        askMore();
      } else {
        if (untried.isEmpty()) failOrWait();
        return;
      }
    }
  }

  /**
   * There is nobody more to ask. Suspected servers are waited for only a little longer, if all
   * others have answered.
   */
  private void failOrWait() {
    List<StorageServer> pending = new ArrayList<>(asking);
    pending.addAll(opening);
    if (pending.isEmpty()) {
      failWaiting();
    } else if (pending.stream().allMatch(StorageServer::suspected)) {
      if (impatient) {
        pending.forEach(server -> silent.add(server.name()));
        failWaiting();
      } else if (!losingPatience) {
        losingPatience = true;
        vertx.setTimer(FOR_SUSPECTED * (long) patience.dawdleMillis(), late -> losePatience());
      }
    }
  }

  private void losePatience() {
    impatient = true;
    serve();
  }

  private void open(Candidate candidate, Promise<OpenShare> wanted) {
    opening.add(candidate.server());
    long timer = vertx.setTimer(patience.dawdleMillis(), late -> wantAgain(candidate, wanted));
    StorageServer server = candidate.server();
    int share = candidate.shareNumber();
    timeline
        .watch(
            Step.Work.OPEN,
            server.name(),
            share,
            -1,
            Attempted.at(server, () -> opener.open(server, share)))
        .onComplete(
            opened -> {
              vertx.cancelTimer(timer);
              opening.remove(server);
              anybodyAnswered |= opened.succeeded();
              if (opened.failed()) retry(candidate, wanted, opened.cause());
              else deliver(opened.result(), wanted);
              serve();
            });
  }

  /**
   * Tries another share, or another copy of it, beside one that takes long; whichever opens first
   * counts.
   */
  private void wantAgain(Candidate slow, Promise<OpenShare> wanted) {
    if (anybodyAnswered) slow.server().dawdled();
    candidates.giveBack(slow.shareNumber());
    waiting.add(wanted);
    serve();
  }

  /** Hands out a share, or keeps it if it comes late, unless another copy of it was quicker. */
  private void deliver(OpenShare share, Promise<OpenShare> wanted) {
    if (delivered.contains(share.number())) {
      waiting.add(wanted);
      return;
    }
    candidates.take(share.number());
    delivered.add(share.number());
    if (!wanted.tryComplete(share)) late.add(share);
  }

  private void retry(Candidate candidate, Promise<OpenShare> wanted, Throwable failure) {
    candidates.giveBack(candidate.shareNumber());
    waiting.add(wanted);
    if (GridException.is(failure, GridException.Kind.NOT_FOUND)) {
      candidates.dropGuesses();
      return;
    }
    note(candidate.server(), candidate.shareNumber(), failure);
    if (GridException.is(failure, GridException.Kind.CORRUPT)) {
      candidate
          .server()
          .ask(
              client ->
                  client.adviseCorrupt(
                      cap.storageIndex(), candidate.shareNumber(), failure.getMessage()))
          .onFailure(Quietly::ignore);
    }
  }

  /** Asks some more servers; the next ones when these have answered, or taken long to. */
  private void askMore() {
    waveUnderWay = true;
    int wave = Math.min(untried.size(), 2 * cap.total());
    boolean suspects = untried.element().suspected();
    for (int i = 0; i < wave && untried.element().suspected() == suspects; i++)
      ask(untried.remove());
    vertx.setTimer(patience.dawdleMillis(), late -> endWave());
  }

  private void endWave() {
    waveUnderWay = false;
    if (anybodyAnswered) asking.forEach(StorageServer::dawdled);
    serve();
  }

  private void ask(StorageServer server) {
    asking.add(server);
    Future<SortedSet<Integer>> asked = server.ask(client -> client.shares(cap.storageIndex()));
    timeline
        .watch(Step.Work.ASK, server.name(), -1, -1, asked)
        .onComplete(
            answer -> {
              asking.remove(server);
              anybodyAnswered |= answer.succeeded();
              if (asking.isEmpty()) waveUnderWay = false;
              if (answer.succeeded()) candidates.add(server, answer.result());
              else silent.add(server.name());
              serve();
            });
  }

  private void note(StorageServer server, int shareNumber, Throwable failure) {
    LOG.warn(
        "share {} of {} on server {} is of no use: {}",
        shareNumber,
        cap.storageIndex(),
        server.name(),
        failure.getMessage());
    if (GridException.is(failure, GridException.Kind.CORRUPT))
      bad.add(shareNumber + " on " + server.name());
    else silent.add(server.name());
  }

  private void failWaiting() {
    GridException failure = new GridException(GridException.Kind.NOT_ENOUGH_SHARES, explain());
    List<Promise<OpenShare>> all = new ArrayList<>(waiting);
    waiting.clear();
    all.forEach(promise -> promise.tryFail(failure));
  }

  private String explain() {
    int good = delivered.size();
    StringBuilder text = new StringBuilder();
    text.append(
        "%d of %d shares could be read, %d are needed".formatted(good, cap.total(), cap.needed()));
    if (!silent.isEmpty()) text.append("; no good answer from ").append(ServerNames.list(silent));
    if (silent.isEmpty() && bad.isEmpty()) text.append("; every server that was asked answered");
    if (!bad.isEmpty()) text.append("; damaged shares: ").append(ServerNames.list(bad));
    return text.toString();
  }
}
