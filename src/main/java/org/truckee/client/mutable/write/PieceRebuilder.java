package org.truckee.client.mutable.write;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.truckee.client.ask.NotedCalls;
import org.truckee.client.context.ClientContext;
import org.truckee.client.flow.SegmentRun;
import org.truckee.client.mutable.read.MutableRunFetch;
import org.truckee.client.mutable.read.ReadableShares;
import org.truckee.client.pool.SequentialSteps;
import org.truckee.erasure.Segmentation;
import org.truckee.mutable.BlockHashes;
import org.truckee.mutable.MutableDecoder;
import org.truckee.mutable.MutableEncoder;
import org.truckee.mutable.SegmentRebuilder;
import org.truckee.mutable.SignedVersion;

/**
 * Makes a version, which is not empty, again from some of its shares. Its signature is that of
 * these shares: {@code CORRUPT} if it is not one of what was made. Event loop only.
 */
final class PieceRebuilder implements PieceSource {
  private final ClientContext context;
  private final ReadableShares shares;
  private final NotedCalls calls;
  private final SegmentRebuilder rebuilder;
  private final BlockHashes hashes;

  PieceRebuilder(ClientContext context, ReadableShares shares, NotedCalls calls) {
    this.context = context;
    this.shares = shares;
    this.calls = calls;
    this.rebuilder = new SegmentRebuilder(shares.version());
    this.hashes = new BlockHashes(total());
  }

  @Override
  public Segmentation segmentation() {
    return shares.version().segmentation();
  }

  @Override
  public int total() {
    return shares.version().total();
  }

  @Override
  public Future<List<MutableEncoder.Encoded>> piece(long first) {
    long count = Math.min(segmentsAtOnce(), segmentation().segments() - first);
    SegmentRun run = new SegmentRun(first, (int) count);
    return new MutableRunFetch(context, shares, calls, run)
        .start()
        .compose(blocks -> context.codec().run(() -> rebuild(run, blocks)))
        .onSuccess(segments -> hashes.add(first, segments));
  }

  private List<MutableEncoder.Encoded> rebuild(
      SegmentRun run, List<List<MutableDecoder.Block>> blocks) {
    List<MutableEncoder.Encoded> segments = new ArrayList<>();
    for (int i = 0; i < run.count(); i++)
      segments.add(rebuilder.rebuild(run.first() + i, blocks.get(i)));
    return segments;
  }

  /** All segments, for which memory has been granted. */
  Future<List<MutableEncoder.Encoded>> all() {
    List<MutableEncoder.Encoded> all = new ArrayList<>();
    return SequentialSteps.whileTrue(
            () ->
                all.size() == segmentation().segments()
                    ? Future.succeededFuture(false)
                    : piece(all.size()).onSuccess(all::addAll).map(true))
        .map(made -> all);
  }

  /** Makes all pieces and keeps none; {@code CORRUPT} if they are not what was signed. */
  Future<Void> rehearse() {
    long[] next = {0};
    return SequentialSteps.whileTrue(
            () ->
                next[0] >= segmentation().segments()
                    ? Future.succeededFuture(false)
                    : context
                        .memory()
                        .holding(cost(), () -> piece(next[0]))
                        .onSuccess(made -> next[0] += made.size())
                        .map(true))
        .compose(made -> signed())
        .mapEmpty();
  }

  @Override
  public Future<Void> rewind() {
    return Future.succeededFuture();
  }

  @Override
  public Future<SignedVersion> signed() {
    return shares
        .seal()
        .compose(
            seal ->
                context
                    .codec()
                    .run(() -> SignedVersion.again(shares.version(), hashes.ofShares(), seal)));
  }
}
