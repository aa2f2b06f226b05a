package org.truckee.web.body;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.truckee.GridException;
import org.truckee.client.limit.ClientLimits;
import org.truckee.client.limit.Limited;
import org.truckee.platform.Timers;

/**
 * The body of a request, which is paused at first; it breaks off with {@code TIMED_OUT} if its
 * sender falls silent or drips, and with {@code BAD_REQUEST} if its length is not the announced
 * one. After its end, a pause or a resume does nothing: a stream of HTTP/2 may not be touched any
 * more. Event loop only.
 */
final class IncomingBody implements ReadStream<Buffer> {
  private final HttpServerRequest request;
  private final IdleTimeout silence;
  private Handler<Throwable> exceptionHandler = unheard -> {};
  private final boolean isAnnounced;
  private final Optional<Allowance> allowance = Allowance.current();
  private long received;
  private boolean ended;
  private boolean paused = true;
  private boolean held;

  IncomingBody(Timers timers, HttpServerRequest request, int silenceMillis) {
    this.request = request;
    this.isAnnounced = request.getHeader("Transfer-Encoding") == null;
    this.silence = new IdleTimeout(timers, silenceMillis, () -> breakOff(timedOut(silenceMillis)));
  }

  private void breakOff(Throwable failure) {
    if (ended) return;
    ended = true;
    silence.end();
    exceptionHandler.handle(failure);
  }

  @Override
  public IncomingBody exceptionHandler(Handler<Throwable> handler) {
    exceptionHandler = handler == null ? unheard -> {} : handler;
    request.exceptionHandler(handler == null ? null : this::breakOff);
    return this;
  }

  @Override
  public IncomingBody handler(Handler<Buffer> handler) {
    if (handler == null) silence.end();
    request.handler(handler == null ? null : bytes -> take(bytes, handler));
    return this;
  }

  private void take(Buffer bytes, Handler<Buffer> handler) {
    silence.heard(bytes.length());
    received += bytes.length();
    if (ended) return;
    Future<Void> allowed = allowed(bytes.length());
    if (allowed.isComplete()) pass(bytes, allowed, handler);
    else hold(bytes, allowed, handler);
  }

  private void pass(Buffer bytes, Future<Void> allowed, Handler<Buffer> handler) {
    if (allowed.failed()) breakOff(allowed.cause());
    else handler.handle(bytes);
  }

  /** Keeps {@code bytes}, and the rest of the body with its sender, until they are allowed. */
  private void hold(Buffer bytes, Future<Void> allowed, Handler<Buffer> handler) {
    held = true;
    silence.rest();
    request.pause();
    allowed.onComplete(
        done -> {
          held = false;
          if (ended) return;
          pass(bytes, allowed, handler);
          if (!paused) resume();
        });
  }

  /** A body that announced its length was counted as a whole before. */
  private Future<Void> allowed(int more) {
    Future<Void> limited =
        isAnnounced ? Future.succeededFuture() : ClientLimits.charge(Limited.BYTES, more);
    return limited.failed() ? limited : allowance.map(own -> own.take(more)).orElse(limited);
  }

  @Override
  public IncomingBody pause() {
    if (ended) return this;
    paused = true;
    silence.rest();
    request.pause();
    return this;
  }

  @Override
  public IncomingBody resume() {
    if (ended) return this;
    paused = false;
    if (held) return this;
    silence.expect();
    request.resume();
    return this;
  }

  @Override
  public IncomingBody fetch(long amount) {
    if (ended) return this;
    paused = false;
    if (held) return this;
    silence.expect();
    request.fetch(amount);
    return this;
  }

  @Override
  public IncomingBody endHandler(Handler<Void> handler) {
    request.endHandler(handler == null ? null : end -> end(handler));
    return this;
  }

  private void end(Handler<Void> handler) {
    if (ended) return;
    if (!isWhole()) {
      breakOff(
          new GridException(
              GridException.Kind.BAD_REQUEST,
              "the body has " + received + " bytes, which is not the length announced"));
      return;
    }
    ended = true;
    silence.end();
    handler.handle(null);
  }

  private boolean isWhole() {
    String length = request.getHeader("Content-Length");
    return length == null
        || request.getHeader("Transfer-Encoding") != null
        || length.equals(Long.toString(received));
  }

  private static GridException timedOut(int silenceMillis) {
    return new GridException(
        GridException.Kind.TIMED_OUT,
        "the body of the request is not whole, and nothing more of it came for %d seconds, or hardly anything"
            .formatted(TimeUnit.MILLISECONDS.toSeconds(silenceMillis)));
  }
}
