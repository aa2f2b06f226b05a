package org.truckee.web.body;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/**
 * A part of a form, on its way. Its reader can hold the form back; bytes that came until then are
 * passed on nevertheless. Event loop only.
 */
final class FormPart implements ReadStream<Buffer> {
  private final PartHead head;
  private final Gate form;
  private Handler<Buffer> handler;
  private Handler<Void> endHandler;
  private Handler<Throwable> exceptionHandler;
  private boolean holding;
  private boolean ended;

  /** The way to hold the form back. */
  interface Gate {
    /** Notes that one part more holds the form back. */
    void close();

    /** Notes that one part less holds the form back. */
    void open();
  }

  FormPart(PartHead head, Gate form) {
    this.head = head;
    this.form = form;
  }

  /** The name of the part, and that of the file in it. */
  PartHead head() {
    return head;
  }

  /** Passes {@code contents} on. */
  void add(byte[] contents) {
    if (handler != null) handler.handle(Buffer.buffer(contents));
  }

  /** Ends the part, which is whole. */
  void end() {
    finish();
    if (endHandler != null) endHandler.handle(null);
  }

  /** Breaks the part off, unless it is at its end. */
  void breakOff(Throwable failure) {
    if (ended) return;
    finish();
    if (exceptionHandler != null) exceptionHandler.handle(failure);
  }

  private void finish() {
    resume();
    ended = true;
  }

  @Override
  public FormPart exceptionHandler(Handler<Throwable> newHandler) {
    exceptionHandler = newHandler;
    return this;
  }

  @Override
  public FormPart handler(Handler<Buffer> newHandler) {
    handler = newHandler;
    return this;
  }

  @Override
  public FormPart endHandler(Handler<Void> newHandler) {
    endHandler = newHandler;
    return this;
  }

  @Override
  public FormPart pause() {
    if (holding || ended) return this;
    holding = true;
    form.close();
    return this;
  }

  @Override
  public FormPart resume() {
    if (!holding || ended) return this;
    holding = false;
    form.open();
    return this;
  }

  @Override
  public FormPart fetch(long amount) {
    return resume();
  }
}
