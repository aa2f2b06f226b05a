package org.truckee.client.immutable.down;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.truckee.client.ask.AnswerSource;
import org.truckee.client.ask.AskPolicy;
import org.truckee.client.ask.HedgedQuestions;
import org.truckee.client.ask.NotedCalls;
import org.truckee.client.context.ClientContext;
import org.truckee.client.flow.SegmentRun;
import org.truckee.erasure.Segmentation;
import org.truckee.immutable.ChkDecoder;

/**
 * One run of segments on its way down: from the shares that answer fastest, and from others in the
 * place of those that fail, lie or dawdle. Event loop only; serves once.
 */
final class RunFetch implements AnswerSource<OpenShare, RunBlocks> {
  private final ClientContext context;
  private final OpenShares shares;
  private final ChkDecoder decoder;
  private final NotedCalls calls;
  private final SegmentRun run;
  private final HedgedQuestions<OpenShare, RunBlocks> questions;
  private final Queue<OpenShare> fastest;
  private final Set<OpenShare> used = new HashSet<>();
  private boolean anyAnswered;
  private boolean done;

  RunFetch(
      ClientContext context,
      OpenShares shares,
      ChkDecoder decoder,
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
    this.fastest = new ArrayDeque<>(shares.fastest(cut().needed()));
    this.used.addAll(fastest);
  }

  private Segmentation cut() {
    return shares.ueb().segmentation();
  }

  /** The run's plaintext; {@code NOT_ENOUGH_SHARES} if too few give good blocks. */
  Future<byte[]> start() {
    return questions.several(cut().needed()).compose(this::decode);
  }

  @Override
  public Future<OpenShare> next() {
    if (!fastest.isEmpty()) return Future.succeededFuture(fastest.remove());
    return shares
        .another(used)
        .compose(share -> used.add(share) ? Future.succeededFuture(share) : next());
  }

  @Override
  public Future<RunBlocks> ask(OpenShare share) {
    return calls
        .read(share.server(), share.number(), run.first(), () -> share.blocks(run))
        .onSuccess(bytes -> anyAnswered = true)
        .map(bytes -> new RunBlocks(share, run, bytes));
  }

  @Override
  public void lost(OpenShare share, Throwable failure) {
    shares.drop(share, failure);
  }

  /**
   * Starts the clock for slow servers when the first answer has come: a server is slow only where
   * others are not.
   */
  @Override
  public void slow(OpenShare share) {
    if (anyAnswered && !done) questions.pending().forEach(late -> late.server().dawdled());
  }

  private Future<byte[]> decode(List<RunBlocks> chosen) {
    return context
        .codec()
        .run(run.length(cut()), () -> RunBlocks.decode(decoder, cut(), chosen))
        .compose(
            decoded ->
                decoded.plaintext() == null
                    ? replace(chosen, decoded.corrupt())
                    : finish(decoded.plaintext()));
  }

  private Future<byte[]> replace(List<RunBlocks> chosen, List<RunBlocks> corrupt) {
    corrupt.forEach(bad -> shares.drop(bad.share(), bad.damage()));
    List<RunBlocks> good = new ArrayList<>(chosen);
    good.removeAll(corrupt);
    return questions
        .several(corrupt.size())
        .compose(
            more -> {
              good.addAll(more);
              return decode(good);
            });
  }

  /** Shares that had not answered when others had are asked last from now on. */
  private Future<byte[]> finish(byte[] plaintext) {
    done = true;
    questions.pending().forEach(shares::defer);
    return Future.succeededFuture(plaintext);
  }
}
