package org.truckee.client.immutable.up;

import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.truckee.bytes.Bytes;
import org.truckee.client.server.Quietly;
import org.truckee.client.server.ShareUpload;
import org.truckee.immutable.ShareLayout;

/** The destination of one share while its file is encoded. */
interface ShareSink {
  /** Takes the next block; completes when the next one may come, or fails if this share is lost. */
  Future<Void> block(long index, ByteBuffer block);

  /** Takes the parts after the blocks; completes when the server holds the share whole. */
  Future<Void> finish(Bytes tail);

  /** Gives the share up. */
  void abandon();

  /** A share that the server was sent whole. */
  final class Sent implements ShareSink {
    @Override
    public Future<Void> block(long index, ByteBuffer block) {
      return Future.succeededFuture();
    }

    @Override
    public Future<Void> finish(Bytes tail) {
      return Future.succeededFuture();
    }

    @Override
    public void abandon() {}
  }

  /** A share that the server has to be sent. */
  final class Sending implements ShareSink {
    /**
     * The size below which a last block is not worth a packet of its own, and goes with the tail.
     */
    private static final int SMALL = 8 << 10;

    private final ShareLayout layout;
    private final long segments;
    private final Future<ShareUpload> opening;
    private final List<ByteBuffer> waiting = new ArrayList<>();

    Sending(ShareLayout layout, long segments, Future<ShareUpload> opening) {
      this.layout = layout;
      this.segments = segments;
      this.opening = opening;
    }

    @Override
    public Future<Void> block(long index, ByteBuffer block) {
      if (index == 0) waiting.add(layout.header().asByteBuffer());
      waiting.add(block);
      if (index == segments - 1 && block.remaining() <= SMALL) return opening.mapEmpty();
      ByteBuffer[] parts = ready();
      return opening.compose(writer -> writer.write(parts));
    }

    @Override
    public Future<Void> finish(Bytes tail) {
      waiting.add(tail.asByteBuffer());
      ByteBuffer[] parts = ready();
      return opening.compose(writer -> writer.end(parts));
    }

    private ByteBuffer[] ready() {
      ByteBuffer[] parts = waiting.toArray(ByteBuffer[]::new);
      waiting.clear();
      return parts;
    }

    @Override
    public void abandon() {
      opening.compose(ShareUpload::breakOff).onFailure(Quietly::ignore);
    }
  }
}
