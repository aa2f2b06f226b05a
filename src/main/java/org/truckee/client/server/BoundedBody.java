package org.truckee.client.server;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.util.Arrays;
import org.truckee.GridException;

/** The body of an answer, as one array, of a length that the one who asked has bounded. */
final class BoundedBody {
  private static final int FIRST_GUESS = 512;

  private final HttpClientResponse response;
  private final int limit;
  private final Promise<byte[]> whole = Promise.promise();
  private byte[] bytes;
  private int length;

  private BoundedBody(HttpClientResponse response, int limit) {
    this.response = response;
    this.limit = limit;
    this.bytes = new byte[Math.min(limit, expected(response))];
  }

  /**
   * Reads to the end; a body of more than {@code limit} bytes fails and costs no more than that.
   */
  static Future<byte[]> read(HttpClientResponse response, int limit) {
    BoundedBody body = new BoundedBody(response, limit);
    response
        .exceptionHandler(body.whole::tryFail)
        .endHandler(end -> body.finish())
        .handler(body::add);
    return body.whole.future();
  }

  private void add(Buffer part) {
    int grown = length + part.length();
    if (grown > limit || grown < 0) {
      response.handler(null);
      response.request().reset();
      whole.tryFail(
          new GridException(
              GridException.Kind.UNREACHABLE, "an answer of more than " + limit + " bytes"));
      return;
    }
    if (grown > bytes.length)
      bytes = Arrays.copyOf(bytes, Math.min(limit, Math.max(grown, bytes.length * 2)));
    part.getBytes(bytes, length);
    length = grown;
  }

  private void finish() {
    whole.tryComplete(length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
  }

  private static int expected(HttpClientResponse response) {
    String announced = response.getHeader("Content-Length");
    if (announced == null || !announced.matches("[0-9]{1,9}")) return FIRST_GUESS;
    return Integer.parseInt(announced);
  }
}
