package org.truckee.client;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.truckee.bytes.Bytes;

/** A file that can be read now, whole or in part. */
public sealed interface GridFile {
  /** The bytes of the file. */
  long size();

  /**
   * The {@code length} bytes from {@code offset}, which the file must have, and at least one.
   * Completes when the first of them can be delivered; the stream fails if the rest can't be.
   */
  Future<ReadStream<Buffer>> read(long offset, long length);

  /** A file that its capability holds. */
  record Literal(Bytes contents) implements GridFile {
    @Override
    public long size() {
      return contents.size();
    }

    @Override
    public Future<ReadStream<Buffer>> read(long offset, long length) {
      Bytes part = contents.slice((int) offset, (int) (offset + length));
      return Future.succeededFuture(new OneBuffer(Buffer.buffer(part.toArray())));
    }
  }

  /** A file that is kept in shares. */
  final class Shared implements GridFile {
    private final Vertx vertx;
    private final Download download;
    private final MemoryBudget memory;
    private final long size;

    Shared(Vertx vertx, Download download, MemoryBudget memory, long size) {
      this.vertx = vertx;
      this.download = download;
      this.memory = memory;
      this.size = size;
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public Future<ReadStream<Buffer>> read(long offset, long length) {
      return new FileStream(vertx, download, memory, offset, offset + length)
          .prepare()
          .map(stream -> stream);
    }
  }
}
