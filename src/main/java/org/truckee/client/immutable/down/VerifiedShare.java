package org.truckee.client.immutable.down;

import io.vertx.core.Future;
import java.util.Arrays;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.client.context.ClientContext;
import org.truckee.client.flow.SegmentReader;
import org.truckee.client.flow.SegmentRun;
import org.truckee.erasure.Segmentation;
import org.truckee.immutable.CheckedShare;

/**
 * One share on one server, whose blocks are checked as they come. It needs no key. Event loop only.
 */
public final class VerifiedShare implements SegmentReader {
  private final ClientContext context;
  private final OpenShare share;

  VerifiedShare(ClientContext context, OpenShare share) {
    this.context = context;
    this.share = share;
  }

  /** Its hashes, which lead to its file's capability. */
  public CheckedShare checked() {
    return share.checked();
  }

  /** The cutting of its file. */
  @Override
  public Segmentation segmentation() {
    return checked().ueb().segmentation();
  }

  /** Its blocks of {@code run}, one after the other; {@code CORRUPT} if a byte is wrong. */
  @Override
  public Future<byte[]> read(SegmentRun run) {
    return share
        .blocks(run)
        .compose(
            blocks ->
                context
                    .codec()
                    .run(() -> areGood(run, blocks))
                    .compose(good -> good ? Future.succeededFuture(blocks) : damaged(run)));
  }

  private boolean areGood(SegmentRun run, byte[] blocks) {
    return run.segments().allMatch(index -> isGood(run, index, blocks));
  }

  private boolean isGood(SegmentRun run, long index, byte[] blocks) {
    int start = run.blockStart(segmentation(), index);
    int end = start + segmentation().blockLength(index);
    return checked().vouchesFor(index, Arrays.copyOfRange(blocks, start, end));
  }

  private Future<byte[]> damaged(SegmentRun run) {
    return Future.failedFuture(
        new GridException(
            GridException.Kind.CORRUPT,
            Subject.share(share.number(), share.server().name()),
            "is damaged in segments from " + run.first()));
  }
}
