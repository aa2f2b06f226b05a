package org.truckee.client;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.OptionalLong;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.cap.ReadCap;
import org.truckee.client.directory.SmallFiles;
import org.truckee.client.flow.GridFile;
import org.truckee.client.flow.OneBuffer;

/** The immutable files of a gateway, whole, for what is kept in them. */
record FilesInMemory(Gateway gateway) implements SmallFiles {
  @Override
  public Future<Bytes> read(ReadCap cap, int limit) {
    return gateway.open(cap).compose(file -> read(file, limit));
  }

  private static Future<Bytes> read(GridFile file, int limit) {
    if (file.size() > limit)
      return Future.failedFuture(
          new GridException(
              GridException.Kind.TOO_LARGE, "a file read at once has at most " + limit + " bytes"));
    return file.size() == 0
        ? Future.succeededFuture(Bytes.EMPTY)
        : file.read(0, file.size()).compose(FilesInMemory::collect);
  }

  private static Future<Bytes> collect(ReadStream<Buffer> stream) {
    Promise<Bytes> whole = Promise.promise();
    Buffer contents = Buffer.buffer();
    stream
        .exceptionHandler(whole::tryFail)
        .endHandler(end -> whole.tryComplete(Bytes.wrap(contents.getBytes())))
        .handler(contents::appendBuffer)
        .resume();
    return whole.future();
  }

  @Override
  public Future<ReadCap> put(Bytes contents) {
    OneBuffer body = new OneBuffer(Buffer.buffer(contents.toArray()));
    return gateway
        .put(body.pause(), OptionalLong.of(contents.size()), Gateway.KeySource.CONVERGENT)
        .map(result -> result.cap());
  }
}
