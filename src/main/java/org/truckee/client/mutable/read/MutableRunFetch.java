package org.truckee.client.mutable.read;

import io.vertx.core.Future;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.truckee.client.ask.AnswerSource;
import org.truckee.client.ask.AskPolicy;
import org.truckee.client.ask.HedgedQuestions;
import org.truckee.client.ask.NotedCalls;
import org.truckee.client.context.ClientContext;
import org.truckee.client.flow.SegmentRun;
import org.truckee.erasure.Segmentation;
import org.truckee.mutable.MutableDecoder;

/**
 * One run of segments of a mutable file on its way down. A share that fails, lies or dawdles is
 * replaced by another one. Event loop only; serves once.
 */
final class MutableRunFetch implements AnswerSource<ReadableShare, List<MutableDecoder.Block>> {
  private final ClientContext context;
  private final ReadableShares shares;
  private final MutableDecoder decoder;
  private final NotedCalls calls;
  private final SegmentRun run;
  private final HedgedQuestions<ReadableShare, List<MutableDecoder.Block>> questions;
  private final Set<ReadableShare> used = new LinkedHashSet<>();

  MutableRunFetch(
      ClientContext context,
      ReadableShares shares,
      MutableDecoder decoder,
      NotedCalls calls,
      SegmentRun run) {
    this.context = context;
    this.shares = shares;
    this.decoder = decoder;
    this.calls = calls;
    this.run = run;
    this.questions =
        new HedgedQuestions<>(
            AskPolicy.doubling(context.timers(), context.patience().dawdleMillis()), this);
  }

  /** The run's plaintext; {@code UNRECOVERABLE} if too few shares are good. */
  Future<byte[]> start() {
    return questions
        .several(shares.version().needed())
        .compose(blocks -> context.codec().run(() -> decode(blocks)));
  }

  @Override
  public Future<ReadableShare> next() {
    Optional<ReadableShare> next = shares.another(used);
    next.ifPresent(used::add);
    return next.map(Future::succeededFuture)
        .orElseGet(() -> Future.failedFuture(shares.hopeless()));
  }

  @Override
  public Future<List<MutableDecoder.Block>> ask(ReadableShare share) {
    return calls.read(share.server(), share.number(), run.first(), () -> share.blocks(run));
  }

  @Override
  public void lost(ReadableShare share, Throwable failure) {
    used.remove(share);
    shares.drop(share, failure);
  }

  @Override
  public void slow(ReadableShare share) {
    share.server().dawdled();
    shares.defer(share);
  }

  private byte[] decode(List<List<MutableDecoder.Block>> ofShares) {
    Segmentation cut = shares.version().segmentation();
    byte[] all = new byte[run.length(cut)];
    for (int i = 0; i < run.count(); i++) {
      int place = i;
      List<MutableDecoder.Block> blocks =
          ofShares.stream().map(ofShare -> ofShare.get(place)).toList();
      byte[] segment = decoder.decode(run.first() + i, blocks);
      System.arraycopy(segment, 0, all, i * cut.segmentSize(), segment.length);
    }
    return all;
  }
}
