package org.truckee.client.immutable.up;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.ByteBuffer;
import org.truckee.bytes.Bytes;
import org.truckee.immutable.ChkEncoder;
import org.truckee.immutable.EncodedFile;
import org.truckee.immutable.EncodedSegment;
import org.truckee.immutable.ShareLayout;
import org.truckee.protocol.storage.WholeShares;

/**
 * A file of one small segment, encoded before its servers are known, so that each share can be sent
 * {@link WholeShares whole} with the question whether there is room for it.
 *
 * @param header the beginning of every share
 */
record SmallFile(Bytes header, EncodedSegment segment, EncodedFile file) {
  /** Encodes {@code plaintext}, the whole of a file of one segment. */
  static SmallFile encode(ChkEncoder encoder, byte[] plaintext) {
    ShareLayout layout = ShareLayout.forWriting(encoder.segmentation(), encoder.total());
    EncodedSegment segment = encoder.encode(plaintext);
    return new SmallFile(layout.header(), segment, encoder.finish());
  }

  /** All of share {@code shareNumber}. */
  ByteBuffer share(int shareNumber) {
    ByteBuffer block = segment.block(shareNumber);
    Bytes tail = file.tails().get(shareNumber);
    return ByteBuffer.allocate(header.size() + block.remaining() + tail.size())
        .put(header.asByteBuffer())
        .put(block)
        .put(tail.asByteBuffer())
        .flip();
  }

  /** Sends {@code sinks} what they need; completes when all that count hold their shares whole. */
  Future<UploadResult> sendTo(ShareSinks sinks) {
    Promise<UploadResult> whole = Promise.promise();
    sinks.tooFew().onFailure(whole::tryFail);
    sinks
        .send(0, segment)
        .compose(sent -> sinks.close(file.tails()::get))
        .onSuccess(closed -> whole.tryComplete(sinks.result(file)))
        .onFailure(whole::tryFail);
    return whole
        .future()
        .recover(failure -> sinks.takeBack().transform(done -> Future.failedFuture(failure)));
  }
}
