package org.truckee.client;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.OptionalLong;
import java.util.function.Function;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.cap.ReadCap;
import org.truckee.client.directory.SmallFiles;
import org.truckee.client.flow.GridFile;
import org.truckee.client.flow.OneBuffer;

/** The immutable files of a gateway, whole, for what is kept in them. */
record FilesInMemory(Gateway gateway) implements SmallFiles {
  @Override
  public <T> Future<T> read(ReadCap cap, int limit, Function<Bytes, Future<T>> use) {
    return gateway.open(cap).compose(file -> read(file, limit, use));
  }

  private static <T> Future<T> read(GridFile file, int limit, Function<Bytes, Future<T>> use) {
    if (file.size() > limit)
      return Future.failedFuture(
          new GridException(
              GridException.Kind.TOO_LARGE, "a file read at once has at most " + limit + " bytes"));
    return file.size() == 0 ? use.apply(Bytes.EMPTY) : file.contents(use);
  }

  @Override
  public Future<ReadCap> put(Bytes contents) {
    OneBuffer body = new OneBuffer(Buffer.buffer(contents.toArray()));
    return gateway
        .put(body.pause(), OptionalLong.of(contents.size()), Gateway.KeySource.CONVERGENT)
        .map(result -> result.cap());
  }
}
