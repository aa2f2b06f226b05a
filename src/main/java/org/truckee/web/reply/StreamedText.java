package org.truckee.web.reply;

import io.netty.buffer.Unpooled;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Consumer;
import org.truckee.bytes.Bytes;
import org.truckee.client.pool.SequentialSteps;
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
  private Consumer<Bytes> listener = piece -> {};

  /** A body of {@code type} for {@code ctx}. */
  public StreamedText(RoutingContext ctx, String type) {
    this.response = ctx.response();
    SafeHeaders.data(response).setChunked(true).putHeader("Content-Type", type);
  }

  /** Shows each piece of it to {@code seen} from now on. */
  public void showTo(Consumer<Bytes> seen) {
    listener = seen;
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
    return pass(take());
  }

  private Future<Void> pass(Bytes piece) {
    Promise<Void> passed = Promise.promise();
    response
        .write(buffer(piece))
        .onComplete(done -> context.runOnContext(turn -> passed.handle(done)));
    return passed.future();
  }

  /** Sends nothing but {@code pieces}, which an equal text was sent in. */
  public Future<Void> send(List<Bytes> pieces) {
    int last = pieces.size() - 1;
    return SequentialSteps.forEach(pieces.subList(0, last), this::pass)
        .compose(passed -> response.end(buffer(pieces.get(last))));
  }

  private static Buffer buffer(Bytes piece) {
    return BufferInternal.buffer(Unpooled.wrappedBuffer(piece.asByteBuffer()));
  }

  /** Sends the rest. */
  public Future<Void> end() {
    return response.end(buffer(take()));
  }

  private Bytes take() {
    Bytes piece = Bytes.utf8(pending.toString());
    pending.setLength(0);
    listener.accept(piece);
    return piece;
  }
}
