package org.truckee.client.mutable.read;

import io.vertx.core.Future;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.truckee.client.ask.AnswerSource;
import org.truckee.client.ask.AskPolicy;
import org.truckee.client.ask.HedgedQuestions;
import org.truckee.client.ask.NotedCalls;
import org.truckee.client.context.ClientContext;
import org.truckee.client.flow.SegmentRun;
import org.truckee.mutable.MutableDecoder;

/**
 * One run of segments of a mutable file on its way down, as blocks. A share that fails, lies or
 * dawdles is replaced by another one. Event loop only; serves once.
 */
public final class MutableRunFetch
    implements AnswerSource<ReadableShare, List<MutableDecoder.Block>> {
  private final ReadableShares shares;
  private final NotedCalls calls;
  private final SegmentRun run;
  private final HedgedQuestions<ReadableShare, List<MutableDecoder.Block>> questions;
  private final Set<ReadableShare> used = new LinkedHashSet<>();

  /** A fetch of {@code run} from {@code shares}. */
  public MutableRunFetch(
      ClientContext context, ReadableShares shares, NotedCalls calls, SegmentRun run) {
    this.shares = shares;
    this.calls = calls;
    this.run = run;
    this.questions =
        new HedgedQuestions<>(
            AskPolicy.doubling(context.timers(), context.patience().dawdleMillis()), this);
  }

  /**
   * For each segment of the run, its blocks in {@code needed} shares; {@code UNRECOVERABLE} if too
   * few shares are good.
   */
  public Future<List<List<MutableDecoder.Block>>> start() {
    return questions.several(shares.version().needed()).map(this::bySegment);
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

  private List<List<MutableDecoder.Block>> bySegment(List<List<MutableDecoder.Block>> ofShares) {
    return IntStream.range(0, run.count())
        .mapToObj(place -> ofShares.stream().map(ofShare -> ofShare.get(place)).toList())
        .toList();
  }
}
