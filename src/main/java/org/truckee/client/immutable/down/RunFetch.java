package org.truckee.client.immutable.down;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.truckee.client.flow.SegmentRun;
import org.truckee.client.server.Attempted;
import org.truckee.client.server.connection.ServerTimeouts;
import org.truckee.client.timeline.Step;
import org.truckee.client.timeline.Timeline;
import org.truckee.erasure.Segmentation;
import org.truckee.immutable.ChkDecoder;
import org.truckee.worker.Codec;

/**
 * One run of segments on its way down: from the shares that answer fastest, and from others in the
 * place of those that fail, lie or dawdle. Event loop only; serves once.
 */
final class RunFetch {
  private final Vertx vertx;
  private final Codec codec;
  private final OpenShares shares;
  private final ChkDecoder decoder;
  private final ServerTimeouts patience;
  private final Timeline timeline;
  private final SegmentRun run;
  private final int needed;
  private final Promise<byte[]> plaintext = Promise.promise();
  private final Set<OpenShare> used = new LinkedHashSet<>();
  private final List<RunBlocks> answers = new ArrayList<>();
  private int outstanding;
  private boolean decoding;
  private long timer;

  RunFetch(
      Vertx vertx,
      Codec codec,
      OpenShares shares,
      ChkDecoder decoder,
      ServerTimeouts patience,
      Timeline timeline,
      SegmentRun run) {
    this.vertx = vertx;
    this.codec = codec;
    this.shares = shares;
    this.decoder = decoder;
    this.patience = patience;
    this.timeline = timeline;
    this.run = run;
    this.needed = cut().needed();
  }

  private Segmentation cut() {
    return shares.ueb().segmentation();
  }

  /** The run's plaintext; {@code NOT_ENOUGH_SHARES} if too few give good blocks. */
  Future<byte[]> start() {
    List<OpenShare> fastest = shares.fastest(needed);
    fastest.forEach(this::ask);
    for (int i = fastest.size(); i < needed; i++) askAnother();
    startTimer(patience.dawdleMillis());
    return plaintext.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  /** Waits longer each time: if all are slow, asking them all would make it worse. */
  private void startTimer(long millis) {
    timer = vertx.setTimer(millis, late -> replaceDawdlers(2 * millis));
  }

  private void ask(OpenShare share) {
    used.add(share);
    outstanding++;
    timeline
        .watch(
            Step.Work.READ,
            share.server().name(),
            share.number(),
            run.first(),
            Attempted.at(share.server(), () -> share.blocks(run)))
        .onSuccess(bytes -> add(new RunBlocks(share, run, bytes)))
        .onFailure(failure -> lose(share, failure));
  }

  private void add(RunBlocks answer) {
    outstanding--;
    answers.add(answer);
    decodeIfEnough();
  }

  private void lose(OpenShare share, Throwable failure) {
    outstanding--;
    shares.drop(share, failure);
    if (answers.size() + outstanding < needed) askAnother();
  }

  private void askAnother() {
    outstanding++;
    shares
        .another(used)
        .onComplete(
            opened -> {
              outstanding--;
              if (opened.succeeded() && used.contains(opened.result())) askAnother();
              else if (opened.succeeded()) ask(opened.result());
              else failIfHopeless(opened.cause());
            });
  }

  private void failIfHopeless(Throwable failure) {
    if (!decoding && answers.size() + outstanding < needed) plaintext.tryFail(failure);
  }

  /** Asks one more share for each that has not answered; whichever answers first counts. */
  private void replaceDawdlers(long nextMillis) {
    startTimer(nextMillis);
    if (!answers.isEmpty()) suspectDawdlers();
    int missing = needed - answers.size();
    for (int i = 0; i < missing; i++) askAnother();
  }

  private void suspectDawdlers() {
    Set<OpenShare> answered = answered();
    used.stream()
        .filter(share -> !answered.contains(share))
        .forEach(share -> share.server().dawdled());
  }

  private Set<OpenShare> answered() {
    return answers.stream().map(RunBlocks::share).collect(Collectors.toSet());
  }

  private void decodeIfEnough() {
    if (decoding || answers.size() < needed || plaintext.future().isComplete()) return;
    decoding = true;
    List<RunBlocks> chosen = List.copyOf(answers.subList(0, needed));
    codec
        .run(() -> RunBlocks.decode(decoder, cut(), chosen))
        .onSuccess(this::finish)
        .onFailure(plaintext::tryFail);
  }

  private void finish(RunBlocks.Decoded decoded) {
    decoding = false;
    if (decoded.plaintext() != null) {
      deferDawdlers();
      plaintext.tryComplete(decoded.plaintext());
      return;
    }
    for (RunBlocks bad : decoded.corrupt()) {
      answers.remove(bad);
      shares.drop(bad.share(), bad.damage());
    }
    for (int i = answers.size() + outstanding; i < needed; i++) askAnother();
    decodeIfEnough();
  }

  /** Shares that had not answered when others had are asked last from now on. */
  private void deferDawdlers() {
    Set<OpenShare> answered = answered();
    used.stream().filter(share -> !answered.contains(share)).forEach(shares::defer);
  }
}
