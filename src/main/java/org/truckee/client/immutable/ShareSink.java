package org.truckee.client.immutable;

import io.vertx.core.Future;
import java.nio.ByteBuffer;
import org.truckee.bytes.Bytes;
import org.truckee.client.server.ShareWriter;
import org.truckee.immutable.ShareLayout;

/** Where one share of a file goes while the file is encoded. */
interface ShareSink {
  /** Takes the next block; completes when the next one may come, or fails if this share is lost. */
  Future<Void> block(long index, ByteBuffer block);

  /** Takes what stands after the blocks; completes when the server holds the share whole. */
  Future<Void> finish(Bytes tail);

  /** Gives the share up. */
  void abandon();

  /** A share that the server has to be sent. */
  final class Sending implements ShareSink {
    private final ShareLayout layout;
    private final Future<ShareWriter> opening;

    Sending(ShareLayout layout, Future<ShareWriter> opening) {
      this.layout = layout;
      this.opening = opening;
    }

    @Override
    public Future<Void> block(long index, ByteBuffer block) {
      return opening.compose(
          writer ->
              index == 0
                  ? writer.write(layout.header().asByteBuffer(), block)
                  : writer.write(block));
    }

    @Override
    public Future<Void> finish(Bytes tail) {
      return opening.compose(writer -> writer.end(tail.asByteBuffer()));
    }

    @Override
    public void abandon() {
      opening.onSuccess(ShareWriter::breakOff);
    }
  }
}
