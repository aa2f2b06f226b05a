package org.truckee.web.reply;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.truckee.web.http.SafeHeaders;

/**
 * A text that is sent while it is made, at the pace of its reader: its maker waits for {@link
 * #pass} now and then. Nothing is sent before that. Event loop only.
 */
public final class StreamedText {
  private static final int PIECE = 32 << 10;

  private final HttpServerResponse response;
  private final Context context = Vertx.currentContext();
  private final StringBuilder pending = new StringBuilder();

  /** A body of {@code type} for {@code ctx}. */
  public StreamedText(RoutingContext ctx, String type) {
    this.response = ctx.response();
    SafeHeaders.data(response).setChunked(true).putHeader("Content-Type", type);
  }

  /** Adds {@code text}. */
  public StreamedText add(String text) {
    pending.append(text);
    return this;
  }

  /** Returns whether so much was added that the maker should pass. */
  public boolean isFull() {
    return pending.length() >= PIECE;
  }

  /**
   * Sends what was added; completes when more may follow, and on another turn of the event loop, so
   * that calls do not pile up. Fails if the reader has gone.
   */
  public Future<Void> pass() {
    Promise<Void> passed = Promise.promise();
    response.write(take()).onComplete(done -> context.runOnContext(turn -> passed.handle(done)));
    return passed.future();
  }

  /** Sends the rest. */
  public Future<Void> end() {
    return response.end(take());
  }

  private String take() {
    String text = pending.toString();
    pending.setLength(0);
    return text;
  }
}
