package org.truckee.client.server.connection;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import org.truckee.bytes.Digits;
import org.truckee.platform.Timers;

/**
 * The body of an answer, as one array, of a bounded length, without long pauses, and by a {@link
 * Deadline}.
 */
final class BoundedBody {
  private static final int FIRST_GUESS = 512;

  private final Timers timers;
  private final HttpClientResponse response;
  private final int limit;
  private final int silenceMillis;
  private final long millis;
  private final long began;
  private final Promise<byte[]> whole = Promise.promise();
  private byte[] bytes;
  private int length;
  private int lengthBefore = -1;
  private Runnable stopTimer;

  private BoundedBody(Timers timers, HttpClientResponse response, int limit, int silenceMillis) {
    this.timers = timers;
    this.began = timers.nanos();
    this.response = response;
    this.limit = limit;
    this.silenceMillis = silenceMillis;
    int expected = Math.min(limit, expected(response));
    this.millis = Deadline.millis(silenceMillis, Math.max(expected, FIRST_GUESS));
    this.bytes = new byte[expected];
  }

  /**
   * Reads to the end. A body of more than {@code limit} bytes fails and costs no more memory than
   * that; so does a body that falls silent for {@code silenceMillis}, or drips.
   */
  static Future<byte[]> read(
      Timers timers, HttpClientResponse response, int limit, int silenceMillis) {
    BoundedBody body = new BoundedBody(timers, response, limit, silenceMillis);
    body.listen();
    response
        .exceptionHandler(body.whole::tryFail)
        .endHandler(end -> body.finish())
        .handler(body::add);
    return body.whole.future().onComplete(done -> body.stopTimer.run());
  }

  private void listen() {
    long left = millis - timers.millisSince(began);
    if (length == lengthBefore) {
      giveUp(new TimeoutException("nothing came for " + silenceMillis + " ms"));
    } else if (left <= 0) {
      giveUp(new TimeoutException("the answer was not whole after " + millis + " ms"));
    } else {
      lengthBefore = length;
      stopTimer = timers.in(Math.min(silenceMillis, left), this::listen);
    }
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
    if (announced == null || !Digits.areAll(announced, 9)) return FIRST_GUESS;
    return Integer.parseInt(announced);
  }
}
