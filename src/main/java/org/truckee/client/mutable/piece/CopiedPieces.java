package org.truckee.client.mutable.piece;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.truckee.bytes.Bytes;
import org.truckee.client.context.ClientContext;
import org.truckee.client.flow.SegmentRun;
import org.truckee.client.mutable.read.ReadableShare;
import org.truckee.client.pool.SequentialSteps;
import org.truckee.erasure.Segmentation;
import org.truckee.mutable.MutableDecoder;
import org.truckee.mutable.ShareFrame;
import org.truckee.mutable.SignedVersion;

/**
 * One share that a server has, read for another one. Each block is checked as it comes; {@code
 * CORRUPT} if one is not what was signed. Event loop only.
 */
public final class CopiedPieces implements SharePieces {
  private final ClientContext context;
  private final ReadableShare source;
  private final SignedVersion.Seal seal;

  /** The share {@code source}, which gets the {@code seal} that most shares of its version have. */
  public CopiedPieces(ClientContext context, ReadableShare source, SignedVersion.Seal seal) {
    this.context = context;
    this.source = source;
    this.seal = seal;
  }

  @Override
  public Segmentation segmentation() {
    return source.version().segmentation();
  }

  @Override
  public long cost() {
    return 4L * segmentsAtOnce() * segmentation().blockSize();
  }

  /** The piece, whichever share is asked for. */
  @Override
  public Future<IntFunction<Bytes>> blocks(long first) {
    long count = Math.min(segmentsAtOnce(), segmentation().segments() - first);
    return source
        .blocks(new SegmentRun(first, (int) count))
        .map(
            blocks ->
                Bytes.concat(
                    blocks.stream().map(MutableDecoder.Block::stored).toArray(Bytes[]::new)))
        .map(piece -> share -> piece);
  }

  /** The parts around the blocks, whichever share is asked for. */
  @Override
  public Future<IntFunction<ShareFrame>> frames() {
    return frame().map(frame -> share -> frame);
  }

  /** The parts around the blocks. */
  public Future<ShareFrame> frame() {
    return source
        .blockHashes()
        .compose(hashes -> context.codec().run(() -> ShareFrame.of(source.head(), seal, hashes)));
  }

  /** All bytes of the share, for which memory has been granted. */
  public Future<Bytes> whole() {
    List<Bytes> pieces = new ArrayList<>();
    long end = source.version().segments();
    return SequentialSteps.whileTrue(
            () -> {
              long first = (long) pieces.size() * (end == 0 ? 1 : segmentsAtOnce());
              return first >= end
                  ? Future.succeededFuture(false)
                  : blocks(first).onSuccess(piece -> pieces.add(piece.apply(0))).map(true);
            })
        .compose(read -> frame())
        .compose(frame -> context.codec().run(() -> frame.whole(pieces)));
  }
}
