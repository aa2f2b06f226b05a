package org.truckee.web.page;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.io.Writer;

/**
 * Sends a page while it is made, piece by piece, so that the beginning of a long one is there
 * before its end is made. A page of one piece is sent whole, with its length. The whole of a page
 * is bounded by its template, so it need not wait for the reader. Event loop only.
 */
final class ResponseWriter extends Writer {
  private static final int PIECE = 16 << 10;

  private final HttpServerResponse response;
  private final Context context = Vertx.currentContext();
  private final StringBuilder piece = new StringBuilder(PIECE + 1024);

  ResponseWriter(HttpServerResponse response) {
    this.response = response;
  }

  @Override
  public void write(char[] text, int offset, int length) {
    piece.append(text, offset, length);
    sendIfFull();
  }

  @Override
  public void write(String text, int offset, int length) {
    piece.append(text, offset, offset + length);
    sendIfFull();
  }

  /** Does nothing: pieces are sent when they are full, and the last one when the page is closed. */
  @Override
  public void flush() {}

  /**
   * Sends the text written until now, in whole characters; completes on another turn of the event
   * loop, when more may follow.
   */
  Future<Void> pass() {
    if (!response.headWritten()) response.setChunked(true);
    Promise<Void> passed = Promise.promise();
    response
        .write(piece.toString())
        .onComplete(done -> context.runOnContext(turn -> passed.handle(done)));
    piece.setLength(0);
    return passed.future();
  }

  @Override
  public void close() {
    response.end(piece.toString());
  }

  private void sendIfFull() {
    if (piece.length() < PIECE || Character.isHighSurrogate(piece.charAt(piece.length() - 1)))
      return;
    pass();
  }
}
