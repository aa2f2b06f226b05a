package org.truckee.client.server;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;

/**
 * The body of an answer, as one array, of a length that the one who asked has bounded, and without
 * long pauses.
 */
final class BoundedBody {
  private static final int FIRST_GUESS = 512;

  private final Vertx vertx;
  private final HttpClientResponse response;
  private final int limit;
  private final int silenceMillis;
  private final Promise<byte[]> whole = Promise.promise();
  private byte[] bytes;
  private int length;
  private int lengthBefore = -1;
  private long timer;

  private BoundedBody(Vertx vertx, HttpClientResponse response, int limit, int silenceMillis) {
    this.vertx = vertx;
    this.response = response;
    this.limit = limit;
    this.silenceMillis = silenceMillis;
    this.bytes = new byte[Math.min(limit, expected(response))];
  }

  /**
   * Reads to the end. A body of more than {@code limit} bytes fails and costs no more than that,
   * and so does one of which nothing comes for {@code silenceMillis}.
   */
  static Future<byte[]> read(
      Vertx vertx, HttpClientResponse response, int limit, int silenceMillis) {
    BoundedBody body = new BoundedBody(vertx, response, limit, silenceMillis);
    body.listen();
    response
        .exceptionHandler(body.whole::tryFail)
        .endHandler(end -> body.finish())
        .handler(body::add);
    return body.whole.future().onComplete(done -> vertx.cancelTimer(body.timer));
  }

  private void listen() {
    if (length == lengthBefore) {
      giveUp(new TimeoutException("nothing came for " + silenceMillis + " ms"));
      return;
    }
    lengthBefore = length;
    timer = vertx.setTimer(silenceMillis, late -> listen());
  }

  private void giveUp(Exception reason) {
    response.handler(null);
    whole.tryFail(reason);
    response.request().reset();
  }

  private void add(Buffer part) {
    int grown = length + part.length();
    if (grown > limit || grown < 0) {
      giveUp(new IOException("an answer of more than " + limit + " bytes"));
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
