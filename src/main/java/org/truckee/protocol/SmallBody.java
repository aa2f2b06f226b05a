package org.truckee.protocol;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import org.truckee.GridException;

/**
 * The whole body of a request, for messages; one that is larger than its bound fails as soon as
 * that is known.
 */
public final class SmallBody {
  private SmallBody() {}

  /**
   * Reads the body of {@code request}, which nobody reads yet; {@code TOO_LARGE} past {@code limit}
   * bytes.
   */
  public static Future<Buffer> read(HttpServerRequest request, int limit) {
    Promise<Buffer> whole = Promise.promise();
    Buffer body = Buffer.buffer();
    request.exceptionHandler(whole::tryFail);
    request.endHandler(end -> whole.tryComplete(body));
    request.handler(
        part -> {
          if (body.length() + part.length() <= limit) body.appendBuffer(part);
          else whole.tryFail(tooLarge(limit));
        });
    request.resume();
    return whole.future();
  }

  private static GridException tooLarge(int limit) {
    return new GridException(
        GridException.Kind.TOO_LARGE, "a message here has at most " + limit + " bytes");
  }
}
