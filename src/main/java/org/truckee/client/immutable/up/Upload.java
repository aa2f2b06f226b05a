package org.truckee.client.immutable.up;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.truckee.client.context.ClientContext;
import org.truckee.client.plaintext.Plaintext;
import org.truckee.erasure.Segmentation;
import org.truckee.immutable.ChkEncoder;
import org.truckee.immutable.EncodedFile;
import org.truckee.immutable.EncodedSegment;
import org.truckee.placement.EncodingParameters;

/**
 * One pass of a file through the encoder to its servers: a few segments are on their way at a time,
 * and the next one is read when every server that still counts has taken an earlier one. Event loop
 * only.
 */
final class Upload {
  private static final int SEGMENTS_UNDER_WAY = 3;

  private final ClientContext context;
  private final Plaintext plaintext;
  private final ChkEncoder encoder;
  private final ShareSinks sinks;
  private final LongConsumer progress;
  private final Promise<EncodedFile> whole = Promise.promise();
  private long next;
  private int underWay;
  private boolean waiting;

  /** Sends to {@code sinks}, which are open; {@code progress} is told which segment is sent. */
  Upload(
      ClientContext context,
      Plaintext plaintext,
      ChkEncoder encoder,
      ShareSinks sinks,
      LongConsumer progress) {
    this.context = context;
    this.plaintext = plaintext;
    this.encoder = encoder;
    this.sinks = sinks;
    this.progress = progress;
  }

  /** Sends everything; completes when all servers that still count hold their shares whole. */
  Future<UploadResult> run() {
    sinks.tooFew().onFailure(whole::tryFail);
    step();
    return whole.future().map(sinks::result).recover(this::giveUp);
  }

  private Future<UploadResult> giveUp(Throwable failure) {
    return sinks.takeBack().transform(done -> Future.failedFuture(failure));
  }

  /**
   * Reads, encodes and sends the next segment. Memory is asked for when the segment is there, so
   * that a slow sender holds none.
   */
  private void step() {
    if (whole.future().isComplete()) return;
    Segmentation cut = encoder.segmentation();
    if (next == cut.segments()) {
      if (underWay == 0) finish();
      else waiting = true;
      return;
    }
    long index = next++;
    underWay++;
    plaintext
        .ready(cut.segmentLength(index))
        .compose(there -> context.memory().holding(cost(index), () -> sendNext(index)))
        .onFailure(whole::tryFail)
        .onComplete(sent -> arrived());
  }

  /** The memory that a segment takes: its plaintext and its blocks. */
  private long cost(long index) {
    long block = encoder.segmentation().blockLength(index);
    return encoder.segmentation().segmentLength(index) + block * encoder.total();
  }

  private Future<Void> sendNext(long index) {
    return plaintext
        .next(encoder.segmentation().segmentLength(index))
        .compose(bytes -> compute(() -> encoder.encode(bytes)))
        .compose(segment -> send(index, segment));
  }

  private <T> Future<T> compute(Supplier<T> step) {
    return context.codec().run(effort(encoder), step);
  }

  /**
   * The effort of each step of {@code encoder}, in bytes: the size of the file, since many small
   * segments at once would go too deep; more shares than usual count for as much more.
   */
  static long effort(ChkEncoder encoder) {
    int total = Math.max(encoder.total(), EncodingParameters.DEFAULT.total());
    return encoder.segmentation().size() * total / EncodingParameters.DEFAULT.total();
  }

  /**
   * Sends a segment; the next one is begun as soon as this one has been encoded, unless too many
   * are under way.
   */
  private Future<Void> send(long index, EncodedSegment segment) {
    Future<Void> sent = sinks.send(index, segment);
    if (underWay < SEGMENTS_UNDER_WAY) step();
    else waiting = true;
    progress.accept(index);
    return sent;
  }

  private void arrived() {
    underWay--;
    if (!waiting) return;
    waiting = false;
    step();
  }

  private void finish() {
    compute(encoder::finish)
        .compose(file -> sinks.close(file.tails()::get).map(file))
        .onSuccess(whole::tryComplete)
        .onFailure(whole::tryFail);
  }
}
