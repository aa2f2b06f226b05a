package org.truckee.protocol.message;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.truckee.GridException;

/**
 * The whole body of a request, for messages; a body that is larger than its bound fails as soon as
 * its size is known.
 */
public final class SmallBody {
  private SmallBody() {}

  /** Reads {@code body}, which nobody reads yet; {@code TOO_LARGE} past {@code limit} bytes. */
  public static Future<Buffer> read(ReadStream<Buffer> body, int limit) {
    Promise<Buffer> whole = Promise.promise();
    Buffer read = Buffer.buffer();
    body.exceptionHandler(whole::tryFail);
    body.endHandler(end -> whole.tryComplete(read));
    body.handler(
        part -> {
          if (read.length() + part.length() <= limit) read.appendBuffer(part);
          else whole.tryFail(tooLarge(limit));
        });
    body.resume();
    return whole.future();
  }

  private static GridException tooLarge(int limit) {
    return new GridException(
        GridException.Kind.TOO_LARGE, "a message here has at most " + limit + " bytes");
  }
}
