package org.truckee.web.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.streams.ReadStream;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.truckee.GridException;

/**
 * Sends the contents of a file at the pace of its reader: few bytes are kept here that the reader
 * has not taken yet, with pieces of any size. (A pipe of Vert.x counts pieces.) Works once, on one
 * event loop.
 */
public final class FileSender {
  private static final int MOST = 256 << 10;

  /** The least bytes in a time, below which a reader is as good as gone. */
  private static final int LEAST = 32 << 10;

  private static final long PERIOD_MILLIS = TimeUnit.MINUTES.toMillis(5);

  private final ReadStream<Buffer> contents;
  private final HttpServerResponse reader;
  private final Promise<Void> whole = Promise.promise();
  private int underWay;
  private final Consumer<Buffer> beginning;
  private boolean begun;
  private boolean held;
  private long taken;
  private long takenBefore;

  /** A sender; {@code beginning} is shown the first bytes before any is sent. */
  public FileSender(
      ReadStream<Buffer> contents, HttpServerResponse reader, Consumer<Buffer> beginning) {
    this.contents = contents;
    this.reader = reader;
    this.beginning = beginning;
  }

  /**
   * Completes when the reader has all of it; fails, and gives the rest up, if either breaks off.
   */
  public Future<Void> run() {
    reader.closeHandler(gone -> breakOff(ClientPresence.gone()));
    contents.exceptionHandler(this::breakOff);
    contents.endHandler(end -> finish());
    contents.handler(this::pass);
    if (whole.future().isComplete()) return whole.future();
    Vertx vertx = Vertx.currentContext().owner();
    long timer = vertx.setPeriodic(PERIOD_MILLIS, period -> look());
    return whole.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  private void look() {
    if (held && taken - takenBefore < LEAST)
      breakOff(
          new GridException(
              GridException.Kind.TIMED_OUT,
              "the reader took nothing, or hardly anything, for %d seconds"
                  .formatted(TimeUnit.MILLISECONDS.toSeconds(PERIOD_MILLIS))));
    takenBefore = taken;
  }

  private void begin(Buffer first) {
    if (begun) return;
    begun = true;
    beginning.accept(first);
  }

  private void pass(Buffer piece) {
    begin(piece);
    underWay += piece.length();
    reader.write(piece).onSuccess(sent -> taken(piece.length())).onFailure(this::breakOff);
    if (underWay < MOST) return;
    held = true;
    contents.pause();
  }

  private void taken(int length) {
    underWay -= length;
    taken += length;
    if (!held || underWay >= MOST || whole.future().isComplete()) return;
    held = false;
    contents.resume();
  }

  /** Ends the answer, unless the reader has gone away at the last moment. */
  private void finish() {
    begin(Buffer.buffer());
    reader.end().onSuccess(whole::tryComplete).onFailure(whole::tryFail);
  }

  private void breakOff(Throwable failure) {
    if (whole.tryFail(failure)) contents.handler(null);
  }
}
