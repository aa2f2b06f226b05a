package org.truckee.web;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;

/**
 * The body of a request, which is paused at first; it breaks off with {@code TIMED_OUT} if its
 * sender falls silent. Event loop only.
 */
final class IncomingBody implements ReadStream<Buffer> {
  private final HttpServerRequest request;
  private final Silence silence;
  private Handler<Throwable> exceptionHandler = unheard -> {};

  IncomingBody(Vertx vertx, HttpServerRequest request, int silenceMillis) {
    this.request = request;
    this.silence =
        new Silence(vertx, silenceMillis, () -> breakOff(Bodies.timedOut(silenceMillis)));
  }

  private void breakOff(Throwable failure) {
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
    silence.heard();
    handler.handle(bytes);
  }

  @Override
  public IncomingBody pause() {
    silence.rest();
    request.pause();
    return this;
  }

  @Override
  public IncomingBody resume() {
    silence.expect();
    request.resume();
    return this;
  }

  @Override
  public IncomingBody fetch(long amount) {
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
    silence.end();
    handler.handle(null);
  }
}
