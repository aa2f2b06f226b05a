package org.truckee.client.immutable.up;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.truckee.client.context.ClientContext;
import org.truckee.client.flow.SegmentRun;
import org.truckee.erasure.Segmentation;
import org.truckee.immutable.EncodedSegment;

/**
 * One pass over a file from the servers that have it to those that get new shares of it: a few runs
 * of segments are on their way at a time. They are read at the same time, and made and sent in
 * their order. Event loop only.
 */
final class ShareTransfer {
  private static final int RUNS_UNDER_WAY = 3;

  private final ClientContext context;
  private final ShareMaking shares;
  private final ShareSinks sinks;
  private final LongConsumer progress;
  private final Promise<Void> whole = Promise.promise();
  private Future<Void> made = Future.succeededFuture();
  private long next;
  private int underWay;

  /** Sends to {@code sinks}, which are open; {@code progress} is told which segment is sent. */
  ShareTransfer(
      ClientContext context, ShareMaking shares, ShareSinks sinks, LongConsumer progress) {
    this.context = context;
    this.shares = shares;
    this.sinks = sinks;
    this.progress = progress;
  }

  /** Sends everything; completes when all servers that still count hold their shares whole. */
  Future<Void> run() {
    step();
    return whole.future();
  }

  /** Begins with the next run; the one after it follows when this one has got its memory. */
  private void step() {
    Segmentation cut = shares.segmentation();
    if (whole.future().isComplete() || underWay == RUNS_UNDER_WAY) return;
    if (sinks.isEmpty()) {
      whole.tryComplete();
    } else if (next < cut.segments()) {
      SegmentRun run = SegmentRun.starting(cut, next, cut.segments() - 1);
      next = run.end();
      underWay++;
      context
          .memory()
          .holding(shares.cost(run), () -> begin(run))
          .onFailure(whole::tryFail)
          .onComplete(sent -> arrived());
    } else if (underWay == 0) {
      finish();
    }
  }

  private Future<Void> begin(SegmentRun run) {
    Future<byte[]> read = shares.read(run);
    Future<List<EncodedSegment>> making =
        made.compose(before -> read)
            .compose(bytes -> context.codec().run(() -> shares.make(run, bytes)));
    made = making.mapEmpty();
    step();
    return making.compose(segments -> send(run, segments));
  }

  private Future<Void> send(SegmentRun run, List<EncodedSegment> segments) {
    List<Future<Void>> sent = new ArrayList<>(run.count());
    for (int i = 0; i < segments.size(); i++)
      sent.add(sinks.send(run.first() + i, segments.get(i)));
    progress.accept(run.first());
    return Future.all(sent).mapEmpty();
  }

  private void arrived() {
    underWay--;
    step();
  }

  private void finish() {
    context
        .codec()
        .run(shares::finish)
        .compose(tails -> sinks.close(number -> tails.get(number)))
        .onSuccess(whole::tryComplete)
        .onFailure(whole::tryFail);
  }
}
