package org.truckee.client.flow;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** A stream of one buffer that is at hand. */
public final class OneBuffer implements ReadStream<Buffer> {
  private Buffer buffer;
  private boolean paused;
  private boolean ended;
  private Handler<Buffer> handler;
  private Handler<Void> endHandler;

  /** A stream that gives {@code buffer}, also if it is empty, and ends. */
  public OneBuffer(Buffer buffer) {
    this.buffer = buffer;
  }

  @Override
  public OneBuffer exceptionHandler(Handler<Throwable> newHandler) {
    return this;
  }

  @Override
  public OneBuffer handler(Handler<Buffer> newHandler) {
    handler = newHandler;
    deliver();
    return this;
  }

  @Override
  public OneBuffer pause() {
    paused = true;
    return this;
  }

  @Override
  public OneBuffer resume() {
    return fetch(Long.MAX_VALUE);
  }

  @Override
  public OneBuffer fetch(long amount) {
    paused = false;
    deliver();
    return this;
  }

  @Override
  public OneBuffer endHandler(Handler<Void> newHandler) {
    endHandler = newHandler;
    deliver();
    return this;
  }

  private void deliver() {
    if (paused || handler == null || ended) return;
    if (buffer != null) {
      Buffer only = buffer;
      buffer = null;
      handler.handle(only);
    }
    if (endHandler == null || paused) return;
    ended = true;
    endHandler.handle(null);
  }
}
