package org.truckee.client.immutable.down;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.function.Function;
import org.truckee.bytes.Bytes;
import org.truckee.client.context.ClientContext;
import org.truckee.client.flow.GridFile;
import org.truckee.client.flow.NotedReader;
import org.truckee.client.flow.ReadAheadStream;
import org.truckee.client.flow.WholeFile;

/** An immutable file that is kept in shares, of which enough have been found. */
record SharedFile(ClientContext context, NotedReader reader, long size) implements GridFile {
  @Override
  public Future<ReadStream<Buffer>> read(long offset, long length) {
    long end = reader.segmentation().segmentAt(offset + length - 1) + 1;
    return new ReadAheadStream(
            context.timers(), reader.upTo(end), context.memory(), offset, offset + length)
        .prepare()
        .map(stream -> stream);
  }

  @Override
  public <T> Future<T> contents(Function<Bytes, Future<T>> use) {
    return WholeFile.read(reader.upTo(reader.segmentation().segments()), context.memory(), use);
  }
}
