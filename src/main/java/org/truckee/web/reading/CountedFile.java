package org.truckee.web.reading;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.function.Function;
import org.truckee.bytes.Bytes;
import org.truckee.client.flow.GridFile;
import org.truckee.web.monitor.Counters;

/** A file whose readings are counted. */
record CountedFile(GridFile file, Counters counters, Counters.Kind kind) implements GridFile {
  @Override
  public long size() {
    return file.size();
  }

  @Override
  public Future<ReadStream<Buffer>> read(long offset, long length) {
    return file.read(offset, length).onSuccess(begun -> counters.add(kind, length));
  }

  @Override
  public <T> Future<T> contents(Function<Bytes, Future<T>> use) {
    counters.add(kind, size());
    return file.contents(use);
  }
}
