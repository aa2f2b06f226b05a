package org.truckee.client.flow;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.function.Function;
import org.truckee.bytes.Bytes;

/** A file that can be read now, whole or in part. */
public interface GridFile {
  /** The bytes of the file. */
  long size();

  /**
   * The {@code length} bytes from {@code offset}, which the file must have, and at least one.
   * Completes when the first of them can be delivered; the stream fails if the rest can't be.
   */
  Future<ReadStream<Buffer>> read(long offset, long length);

  /**
   * The result of {@code use} for the whole contents, which are in memory until it is done: for
   * files whose size is known to be small. {@code use} may ask for no more memory of the same
   * budget.
   */
  <T> Future<T> contents(Function<Bytes, Future<T>> use);

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

    @Override
    public <T> Future<T> contents(Function<Bytes, Future<T>> use) {
      return use.apply(contents);
    }
  }
}
