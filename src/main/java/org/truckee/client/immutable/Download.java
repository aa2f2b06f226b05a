package org.truckee.client.immutable;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.truckee.GridException;
import org.truckee.bytes.Secret;
import org.truckee.client.flow.SegmentReader;
import org.truckee.client.flow.SegmentRun;
import org.truckee.client.flow.Step;
import org.truckee.client.flow.Timeline;
import org.truckee.client.server.Patience;
import org.truckee.erasure.Segmentation;
import org.truckee.immutable.ChkDecoder;
import org.truckee.immutable.UriExtensionBlock;
import org.truckee.worker.Codec;

/**
 * A file that is being read, by way of its open shares: always the ones that answer fastest. A
 * share that fails, lies or dawdles is replaced by another one, in the middle of a segment if need
 * be. Event loop only.
 */
final class Download implements SegmentReader {
  private final Vertx vertx;
  private final Codec codec;
  private final ShareSource source;
  private final UriExtensionBlock ueb;
  private final ChkDecoder decoder;
  private final Patience patience;
  private final Set<OpenShare> open;
  private final Timeline timeline;

  private Download(
      Vertx vertx,
      Codec codec,
      ShareSource source,
      UriExtensionBlock ueb,
      Secret key,
      List<OpenShare> shares,
      Patience patience,
      Timeline timeline) {
    this.vertx = vertx;
    this.codec = codec;
    this.source = source;
    this.ueb = ueb;
    this.decoder = new ChkDecoder(key, ueb);
    this.patience = patience;
    this.open = new LinkedHashSet<>(shares);
    this.timeline = timeline;
  }

  /** Opens as many shares as are needed; {@code NOT_ENOUGH_SHARES} if there are fewer. */
  static Future<Download> open(
      Vertx vertx,
      Codec codec,
      ShareSource source,
      int needed,
      Secret key,
      Patience patience,
      Timeline timeline) {
    List<Future<OpenShare>> opening = new ArrayList<>();
    for (int i = 0; i < needed; i++) opening.add(source.another());
    return Future.all(opening)
        .map(
            all -> {
              List<OpenShare> shares = all.list();
              return new Download(
                  vertx,
                  codec,
                  source,
                  shares.get(0).checked().ueb(),
                  key,
                  shares,
                  patience,
                  timeline);
            });
  }

  /** Notes that somebody begins to read, and will have read enough before segment {@code end}. */
  void expect(long end) {
    timeline.cut(end, segmentation().needed());
  }

  @Override
  public Segmentation segmentation() {
    return ueb.segmentation();
  }

  @Override
  public Future<byte[]> read(SegmentRun run) {
    Fetch fetch = new Fetch(run);
    fetch.start();
    return fetch
        .plaintext
        .future()
        .onSuccess(bytes -> timeline.read(run.end(), bytes.length))
        .onFailure(timeline::finish);
  }

  private List<OpenShare> fastest() {
    return open.stream()
        .sorted(Comparator.comparing(OpenShare::latency))
        .limit(segmentation().needed())
        .toList();
  }

  private void drop(OpenShare share, Throwable failure) {
    if (!open.remove(share)) return;
    if (GridException.is(failure, GridException.Kind.CORRUPT)) share.report(failure.getMessage());
    source.drop(share, failure);
  }

  /**
   * An open share that is not among {@code used}, or one that is opened now; at last, one that was
   * opened for another run in the meantime.
   */
  private Future<OpenShare> another(Set<OpenShare> used) {
    Optional<OpenShare> spare = spare(used);
    if (spare.isPresent()) return Future.succeededFuture(spare.get());
    return source
        .another()
        .onSuccess(open::add)
        .recover(
            none -> spare(used).map(Future::succeededFuture).orElse(Future.failedFuture(none)));
  }

  private Optional<OpenShare> spare(Set<OpenShare> used) {
    return open.stream().filter(share -> !used.contains(share)).findFirst();
  }

  /** The blocks of one run, and what they came from. */
  private record Answer(OpenShare share, byte[] blocks) {}

  /** One run of segments on its way down. */
  private final class Fetch {
    private final SegmentRun run;
    private final Promise<byte[]> plaintext = Promise.promise();
    private final Set<OpenShare> used = new LinkedHashSet<>();
    private final List<Answer> answers = new ArrayList<>();
    private int outstanding;
    private boolean decoding;
    private long timer;

    Fetch(SegmentRun run) {
      this.run = run;
    }

    void start() {
      List<OpenShare> shares = fastest();
      shares.forEach(this::ask);
      for (int i = shares.size(); i < segmentation().needed(); i++) askAnother();
      startTimer(patience.dawdleMillis());
      plaintext.future().onComplete(done -> vertx.cancelTimer(timer));
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
              Step.Work.READ, share.server().name(), share.number(), run.first(), share.blocks(run))
          .onSuccess(blocks -> add(new Answer(share, blocks)))
          .onFailure(failure -> lose(share, failure));
    }

    private void add(Answer answer) {
      outstanding--;
      answers.add(answer);
      decodeIfEnough();
    }

    private void lose(OpenShare share, Throwable failure) {
      outstanding--;
      drop(share, failure);
      if (answers.size() + outstanding < segmentation().needed()) askAnother();
    }

    private void askAnother() {
      outstanding++;
      another(used)
          .onComplete(
              opened -> {
                outstanding--;
                if (opened.succeeded() && used.contains(opened.result())) askAnother();
                else if (opened.succeeded()) ask(opened.result());
                else failIfHopeless(opened.cause());
              });
    }

    private void failIfHopeless(Throwable failure) {
      if (!decoding && answers.size() + outstanding < segmentation().needed())
        plaintext.tryFail(failure);
    }

    /** Asks one more share for each that has not answered; whichever answers first counts. */
    private void replaceDawdlers(long nextMillis) {
      startTimer(nextMillis);
      int missing = segmentation().needed() - answers.size();
      for (int i = 0; i < missing; i++) askAnother();
    }

    private void decodeIfEnough() {
      if (decoding || answers.size() < segmentation().needed() || plaintext.future().isComplete())
        return;
      decoding = true;
      List<Answer> chosen = List.copyOf(answers.subList(0, segmentation().needed()));
      codec.run(() -> decode(chosen)).onSuccess(this::finish).onFailure(plaintext::tryFail);
    }

    private void finish(Decoded decoded) {
      decoding = false;
      if (decoded.plaintext() != null) {
        preferAnswered();
        plaintext.tryComplete(decoded.plaintext());
        return;
      }
      for (Answer answer : decoded.corrupt()) {
        answers.remove(answer);
        String where =
            "share " + answer.share().number() + " on server " + answer.share().server().name();
        drop(
            answer.share(),
            new GridException(
                GridException.Kind.CORRUPT, where + " is damaged in segments from " + run.first()));
      }
      for (int i = answers.size() + outstanding; i < segmentation().needed(); i++) askAnother();
      decodeIfEnough();
    }

    /** Shares that had not answered when others had are asked last from now on. */
    private void preferAnswered() {
      Set<OpenShare> answered = answers.stream().map(Answer::share).collect(Collectors.toSet());
      for (OpenShare share : used) {
        if (!answered.contains(share) && open.remove(share)) {
          share.dawdled();
          open.add(share);
        }
      }
    }

    private Decoded decode(List<Answer> chosen) {
      Segmentation cut = segmentation();
      List<Answer> corrupt = chosen.stream().filter(answer -> !isGood(cut, answer)).toList();
      if (!corrupt.isEmpty()) return new Decoded(null, corrupt);
      byte[] all = new byte[run.length(cut)];
      run.segments()
          .forEach(
              index -> {
                List<ChkDecoder.Block> blocks =
                    chosen.stream().map(answer -> block(cut, answer, index)).toList();
                byte[] segment = decoder.decode(index, blocks);
                System.arraycopy(
                    segment,
                    0,
                    all,
                    (int) (index - run.first()) * cut.segmentSize(),
                    segment.length);
              });
      return new Decoded(all, List.of());
    }

    private boolean isGood(Segmentation cut, Answer answer) {
      return run.segments()
          .allMatch(
              index -> {
                ChkDecoder.Block block = block(cut, answer, index);
                return block.share().vouchesFor(index, block.bytes());
              });
    }

    private ChkDecoder.Block block(Segmentation cut, Answer answer, long index) {
      int start = run.blockStart(cut, index);
      byte[] bytes =
          run.count() == 1
              ? answer.blocks()
              : Arrays.copyOfRange(answer.blocks(), start, start + cut.blockLength(index));
      return new ChkDecoder.Block(answer.share().checked(), bytes);
    }
  }

  /** A run's plaintext; or, if it is null, the answers that were damaged. */
  private record Decoded(byte[] plaintext, List<Answer> corrupt) {}
}
