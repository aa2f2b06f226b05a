package org.truckee.client.mutable.piece;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
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
 * Makes the blocks of a version, which is not empty, again from some of its shares. Event loop
 * only.
 */
public final class PieceRebuilder implements PieceSource {
  private final ClientContext context;
  private final ReadableShares shares;
  private final NotedCalls calls;
  private final SegmentRebuilder rebuilder;
  private final BlockHashes hashes;
  private final Function<BlockHashes, Future<SignedVersion>> signing;
  private SignedVersion signed;

  /**
   * A rebuilder of the version of {@code shares}; by {@code signing}, its blocks become a signed
   * version.
   */
  public PieceRebuilder(
      ClientContext context,
      ReadableShares shares,
      NotedCalls calls,
      Function<BlockHashes, Future<SignedVersion>> signing) {
    this.context = context;
    this.shares = shares;
    this.calls = calls;
    this.rebuilder = new SegmentRebuilder(shares.version());
    this.hashes = new BlockHashes(total());
    this.signing = signing;
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
  public Future<List<MutableEncoder.Encoded>> all() {
    List<MutableEncoder.Encoded> all = new ArrayList<>();
    return SequentialSteps.whileTrue(
            () ->
                all.size() == segmentation().segments()
                    ? Future.succeededFuture(false)
                    : piece(all.size()).onSuccess(all::addAll).map(true))
        .map(made -> all);
  }

  /** Makes all pieces and keeps none. */
  public Future<SignedVersion> rehearse() {
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
        .compose(made -> signed());
  }

  @Override
  public Future<Void> rewind() {
    return Future.succeededFuture();
  }

  @Override
  public Future<SignedVersion> signed() {
    if (signed != null) return Future.succeededFuture(signed);
    return signing.apply(hashes).onSuccess(version -> signed = version);
  }
}
