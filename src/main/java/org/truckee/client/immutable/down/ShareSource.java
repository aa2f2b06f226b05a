package org.truckee.client.immutable.down;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.cap.ChkVerifyCap;
import org.truckee.client.ask.AnswerSource;
import org.truckee.client.ask.AskPolicy;
import org.truckee.client.ask.HedgedQuestions;
import org.truckee.client.ask.Losses;
import org.truckee.client.ask.NotedCalls;
import org.truckee.client.immutable.down.ShareCandidates.Candidate;
import org.truckee.client.server.Quietly;
import org.truckee.client.server.ServerNames;
import org.truckee.client.server.StorageServer;
import org.truckee.client.server.connection.ServerProhibition;

/**
 * Opens shares of one file, as many as are wanted and no two of them with the same number. Another
 * share, or another copy, is tried beside one that takes long. Event loop only.
 */
final class ShareSource implements AnswerSource<Candidate, OpenShare> {
  private static final Logger LOG = LoggerFactory.getLogger(ShareSource.class);
  private static final Future<OpenShare> OVERTAKEN =
      Future.failedFuture("another copy of the share was quicker");

  private final ChkVerifyCap cap;
  private final ShareOpener opener;
  private final int servers;
  private final NotedCalls calls;
  private final ShareFinder finder;
  private final HedgedQuestions<Candidate, OpenShare> questions;
  private final Set<Integer> delivered = new HashSet<>();
  private final Losses losses = new Losses();

  ShareSource(
      AskPolicy policy,
      ChkVerifyCap cap,
      ShareOpener opener,
      List<StorageServer> permuted,
      NotedCalls calls) {
    this.cap = cap;
    this.opener = opener;
    this.servers = permuted.size();
    this.calls = calls;
    this.questions = new HedgedQuestions<>(policy, this);
    this.finder = new ShareFinder(policy, cap, permuted, calls, losses, questions::isShort);
  }

  /** Another good share; {@code NOT_ENOUGH_SHARES} if there is none. */
  Future<OpenShare> another() {
    Future<OpenShare> share = questions.another();
    finder.goOn();
    return share;
  }

  /** {@code count} good shares; {@code NOT_ENOUGH_SHARES} if there are fewer. */
  Future<List<OpenShare>> several(int count) {
    return Future.all(Stream.generate(this::another).limit(count).toList()).map(all -> all.list());
  }

  /** Lets another copy of a useless share be found. */
  void drop(OpenShare share, Throwable failure) {
    finder.candidates().giveBack(share.number());
    delivered.remove(share.number());
    note(share.server(), share.number(), failure);
  }

  @Override
  public Future<Candidate> next() {
    return finder.next().recover(none -> Future.failedFuture(notEnough()));
  }

  @Override
  public Future<OpenShare> ask(Candidate candidate) {
    StorageServer server = candidate.server();
    int share = candidate.shareNumber();
    Future<OpenShare> opened = calls.open(server, share, () -> opener.open(server, share));
    return finder.whileOpening(server, opened).compose(this::deliver);
  }

  /**
   * Takes an opened share; of two copies that were opened beside each other, only the first counts.
   */
  private Future<OpenShare> deliver(OpenShare share) {
    if (!delivered.add(share.number())) return OVERTAKEN;
    finder.candidates().take(share.number());
    return Future.succeededFuture(share);
  }

  /** Those who still want a share may give up only when this one is in the hands of its reader. */
  @Override
  public void answered(Candidate candidate) {
    finder.goOn();
  }

  @Override
  public void slow(Candidate candidate) {
    finder.goOnBeside(candidate);
  }

  @Override
  public void lost(Candidate candidate, Throwable failure) {
    if (failure != OVERTAKEN.cause()) {
      finder.candidates().giveBack(candidate.shareNumber());
      if (GridException.is(failure, GridException.Kind.NOT_FOUND))
        finder.candidates().dropGuesses();
      else noteAndAdvise(candidate, failure);
    }
    finder.goOn();
  }

  private void noteAndAdvise(Candidate candidate, Throwable failure) {
    note(candidate.server(), candidate.shareNumber(), failure);
    if (!GridException.is(failure, GridException.Kind.CORRUPT)) return;
    int share = candidate.shareNumber();
    candidate
        .server()
        .ask(
            client ->
                client.adviseCorrupt(cap.storageIndex(), share, FailureText.sentence(failure)))
        .onFailure(Quietly::ignore);
  }

  private void note(StorageServer server, int shareNumber, Throwable failure) {
    LOG.warn(
        "share {} of {} on server {} is of no use: {}",
        shareNumber,
        cap.storageIndex(),
        server.name(),
        FailureText.sentence(failure));
    losses.add(server, shareNumber, failure);
  }

  /** Returns whether shares are missing because so many servers are {@code refusing} them. */
  private boolean isRefused(int good, int refusing) {
    return refusing > 0 && (refusing == servers || good + refusing >= cap.needed());
  }

  private GridException notEnough() {
    int good = delivered.size();
    List<ServerProhibition> prohibited = losses.prohibitions();
    List<String> refusing = ServerProhibition.servers(prohibited);
    if (isRefused(good, refusing.size()))
      return new TooFewShares(
          GridException.Kind.FORBIDDEN,
          good,
          ServerProhibition.reasons(prohibited, ServerNames.list(refusing)));
    List<String> silent = losses.silentServers();
    List<String> bad = losses.damagedShares();
    List<String> reasons = new ArrayList<>();
    reasons.add(
        "%d of %d shares could be read, %d are needed".formatted(good, cap.total(), cap.needed()));
    if (!silent.isEmpty()) reasons.add("no good answer from " + ServerNames.list(silent));
    if (silent.isEmpty() && bad.isEmpty()) reasons.add("every server that was asked answered");
    if (!bad.isEmpty()) reasons.add("damaged shares: " + ServerNames.list(bad));
    boolean late = good + losses.lateServers() >= cap.needed();
    GridException.Kind kind =
        late ? GridException.Kind.UNREACHABLE : GridException.Kind.NOT_ENOUGH_SHARES;
    return new TooFewShares(kind, good, reasons);
  }
}
