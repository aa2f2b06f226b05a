package org.truckee.web.reading;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.function.Function;
import org.truckee.bytes.Bytes;
import org.truckee.cap.Capability;
import org.truckee.client.Gateway;
import org.truckee.client.flow.GridFile;

/**
 * An immutable file whose capability tells the size: its shares are looked for only when it is
 * read.
 */
record UnopenedFile(Gateway gateway, Capability cap, long size) implements GridFile {
  @Override
  public Future<ReadStream<Buffer>> read(long offset, long length) {
    return gateway.open(cap).compose(file -> file.read(offset, length));
  }

  @Override
  public <T> Future<T> contents(Function<Bytes, Future<T>> use) {
    return gateway.open(cap).compose(file -> file.contents(use));
  }
}
