package org.truckee.web;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.streams.ReadStream;
import org.truckee.GridException;

/**
 * A file in a form, on its way. Vert.x ends it when it has come whole, and says nothing when the
 * form ends, or its sender goes away, in the middle of it: then it is broken off from here.
 */
final class FormPart implements ReadStream<Buffer> {
  private final HttpServerFileUpload upload;
  private final Silence silence;
  private Handler<Throwable> exceptionHandler = unheard -> {};

  /** {@code silence} is about the form, which is held back with it. */
  FormPart(HttpServerFileUpload upload, Silence silence) {
    this.upload = upload.pause();
    this.silence = silence;
  }

  /** What its sender calls it; some say where it was, too, which is nobody's business here. */
  String name() {
    String path = upload.filename() == null ? "" : upload.filename();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Breaks it off unless all of it has come; its form has come to its end. */
  void formHasEnded() {
    if (!upload.isSizeAvailable()) breakOff(Arguments.bad("the form breaks off"));
  }

  /** Breaks it off, if it is not at its end yet. */
  void breakOff(GridException failure) {
    exceptionHandler.handle(failure);
  }

  @Override
  public FormPart exceptionHandler(Handler<Throwable> handler) {
    exceptionHandler = handler == null ? unheard -> {} : handler;
    upload.exceptionHandler(handler);
    return this;
  }

  @Override
  public FormPart handler(Handler<Buffer> handler) {
    upload.handler(handler);
    return this;
  }

  @Override
  public FormPart pause() {
    silence.rest();
    upload.pause();
    return this;
  }

  @Override
  public FormPart resume() {
    silence.expect();
    upload.resume();
    return this;
  }

  @Override
  public FormPart fetch(long amount) {
    silence.expect();
    upload.fetch(amount);
    return this;
  }

  @Override
  public FormPart endHandler(Handler<Void> handler) {
    upload.endHandler(handler);
    return this;
  }
}
