package org.truckee.client.flow;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.truckee.GridException;

/** A file of a known size that goes up while it comes in, without being kept. Event loop only. */
public final class StreamedPlaintext implements Plaintext {
  private final ReadStream<Buffer> source;
  private final long size;
  private Buffer held = Buffer.buffer();
  private long received;
  private boolean ended;
  private Throwable failure;
  private Promise<byte[]> wanted;
  private int wantedLength;

  /** Takes over {@code source}, which is paused. */
  public StreamedPlaintext(ReadStream<Buffer> source, long size) {
    this.source = source;
    this.size = size;
    source.exceptionHandler(this::fail).endHandler(end -> end()).handler(this::add);
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public Future<byte[]> next(int length) {
    wanted = Promise.promise();
    wantedLength = length;
    Future<byte[]> next = wanted.future();
    serve();
    return next;
  }

  private void add(Buffer bytes) {
    held.appendBuffer(bytes);
    received += bytes.length();
    serve();
  }

  private void end() {
    ended = true;
    serve();
  }

  private void fail(Throwable cause) {
    failure = cause;
    serve();
  }

  private void serve() {
    if (wanted == null) return;
    Promise<byte[]> promise = wanted;
    if (failure != null) {
      wanted = null;
      promise.fail(
          new GridException(GridException.Kind.BAD_REQUEST, "the upload broke off", failure));
    } else if (received > size || (ended && received < size)) {
      wanted = null;
      promise.fail(
          new GridException(
              GridException.Kind.BAD_REQUEST, "the body is not of the size announced: " + size));
    } else if (held.length() >= wantedLength) {
      wanted = null;
      source.pause();
      byte[] next = held.getBytes(0, wantedLength);
      held = held.getBuffer(wantedLength, held.length());
      promise.complete(next);
    } else {
      source.resume();
    }
  }

  @Override
  public boolean rewind() {
    return false;
  }

  @Override
  public Future<Void> close() {
    held = Buffer.buffer();
    return Future.succeededFuture();
  }
}
