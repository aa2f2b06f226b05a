package org.truckee.client.plaintext;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.truckee.GridException;
import org.truckee.protocol.message.BodyPieces;

/**
 * A file of a known size that goes up while it comes in, without being kept: hardly more than a
 * segment is held of it at a time. Event loop only.
 */
public final class StreamedPlaintext implements Plaintext {
  private final ReadStream<Buffer> source;
  private final long size;
  private final Runnable release;
  private BodyPieces held = new BodyPieces();
  private long received;
  private boolean ended;
  private boolean closed;
  private Throwable failure;
  private Promise<Void> wanted;
  private int wantedLength;

  /**
   * Takes over {@code source}, which is paused; {@code release}, which is called once, gives back
   * the memory of the held part.
   */
  public StreamedPlaintext(ReadStream<Buffer> source, long size, Runnable release) {
    this.source = source;
    this.size = size;
    this.release = release;
    source.exceptionHandler(this::fail).endHandler(end -> end()).handler(this::add);
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public Future<Void> ready(int length) {
    wanted = Promise.promise();
    wantedLength = length;
    Future<Void> ready = wanted.future();
    serve();
    return ready;
  }

  @Override
  public Future<byte[]> next(int length) {
    return ready(length).map(there -> held.take(length));
  }

  private void add(Buffer bytes) {
    held.add(bytes);
    received += bytes.length();
    serve();
  }

  private void end() {
    ended = true;
    serve();
  }

  private void fail(Throwable cause) {
    failure = cause instanceof GridException ? cause : bad("the upload broke off", cause);
    serve();
  }

  private void serve() {
    if (wanted == null) return;
    if (failure != null) {
      answer().fail(failure);
    } else if (received > size || (ended && received < size)) {
      answer().fail(bad("the body is not of the size announced: " + size, null));
    } else if (held.length() >= wantedLength) {
      source.pause();
      answer().complete();
    } else {
      source.resume();
    }
  }

  private Promise<Void> answer() {
    Promise<Void> promise = wanted;
    wanted = null;
    return promise;
  }

  private static GridException bad(String message, Throwable cause) {
    return new GridException(GridException.Kind.BAD_REQUEST, message, cause);
  }

  @Override
  public boolean rewind() {
    return false;
  }

  @Override
  public Future<Void> close() {
    if (closed) return Future.succeededFuture();
    closed = true;
    wanted = null;
    held = new BodyPieces();
    source.handler(null);
    release.run();
    return Future.succeededFuture();
  }
}
