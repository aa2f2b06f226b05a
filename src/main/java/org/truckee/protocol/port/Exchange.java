package org.truckee.protocol.port;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.truckee.GridException;
import org.truckee.bytes.Digits;
import org.truckee.protocol.message.WireFormat;
import org.truckee.protocol.message.WireMessages;

/**
 * A request and its answer, as far as they are held in memory: room for both is taken from the
 * role's {@link MessageMemory} before they come to be, and given back when the answer is sent or
 * the client has gone. Both keep the {@link Pace}: a body that comes too slowly is refused, and an
 * answer that is taken too slowly breaks off. Event loop only.
 */
public final class Exchange {
  /** The number of copies of a message in memory: its bytes, and the objects read from them. */
  private static final int COPIES = 2;

  private static final int UNKNOWN_LENGTH = 1 << 20;
  private static final int UNTAKEN = 256 << 10;
  private static final long LOOK_MILLIS = 1000;

  private final RoutingContext ctx;
  private final MessageMemory memory;
  private final String client;
  private final List<MessageMemory.Held> held = new ArrayList<>();
  private boolean over;

  /** The exchange that {@code ctx} stands for. */
  public Exchange(RoutingContext ctx, MessageMemory memory) {
    this.ctx = ctx;
    this.memory = memory;
    this.client = ClientAddress.of(ctx.request());
    ctx.request().pause();
    ctx.response().closeHandler(gone -> end());
  }

  /** The client that is served. */
  public String client() {
    return client;
  }

  /** Completes when {@code bytes} may be held until the exchange is over. */
  public Future<Void> reserve(long bytes) {
    return memory.acquire(client, bytes).map(this::keep);
  }

  private Void keep(MessageMemory.Held granted) {
    if (over) {
      granted.release();
      throw new GridException(GridException.Kind.UNREACHABLE, "the client has gone");
    }
    held.add(granted);
    return null;
  }

  /** The body, of at most {@code limit} bytes; {@code TOO_LARGE} if it is larger. */
  public Future<byte[]> body(int limit) {
    OptionalLong announced = length(ctx.request());
    if (announced.isPresent() && announced.getAsLong() > limit)
      return Future.failedFuture(tooLarge(limit));
    long expected = announced.orElse(Math.min(limit, UNKNOWN_LENGTH));
    return reserve(COPIES * expected).compose(granted -> new Body(limit, (int) expected).receive());
  }

  private static OptionalLong length(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    if (length != null && Digits.areAll(length, 18)) return OptionalLong.of(Long.parseLong(length));
    return request.getHeader("Transfer-Encoding") == null && request.version() != HttpVersion.HTTP_2
        ? OptionalLong.of(0)
        : OptionalLong.empty();
  }

  private static GridException tooLarge(int limit) {
    return new GridException(
        GridException.Kind.TOO_LARGE, "a message here has at most " + limit + " bytes");
  }

  /** A body on its way in. */
  private final class Body {
    private final Promise<byte[]> whole = Promise.promise();
    private final int limit;
    private final long start = memory.timers().nanos();
    private byte[] bytes;
    private int length;
    private Runnable stopLooking = () -> {};

    Body(int limit, int expected) {
      this.limit = limit;
      this.bytes = new byte[expected];
    }

    Future<byte[]> receive() {
      HttpServerRequest request = ctx.request();
      request.exceptionHandler(whole::tryFail);
      request.handler(this::add);
      request.endHandler(end -> whole.tryComplete(Arrays.copyOf(bytes, length)));
      request.resume();
      if (!whole.future().isComplete())
        stopLooking = memory.timers().every(LOOK_MILLIS, this::look);
      return whole.future().onComplete(done -> stopLooking.run());
    }

    private void add(Buffer part) {
      if (whole.future().isComplete()) return;
      if (length + part.length() > limit) {
        whole.tryFail(tooLarge(limit));
      } else if (length + part.length() > bytes.length) {
        grow(part);
      } else {
        append(part);
      }
    }

    /** A body of unknown length that is not small is given room for the largest. */
    private void grow(Buffer part) {
      ctx.request().pause();
      reserve((long) COPIES * limit)
          .onSuccess(
              granted -> {
                bytes = Arrays.copyOf(bytes, limit);
                append(part);
                ctx.request().resume();
              })
          .onFailure(whole::tryFail);
    }

    private void append(Buffer part) {
      part.getBytes(bytes, length);
      length += part.length();
    }

    private void look() {
      long millis = memory.timers().millisSince(start);
      if (millis > memory.pace().allowedMillis(bytes.length))
        whole.tryFail(
            new GridException(GridException.Kind.TIMED_OUT, "the message came too slowly"));
    }
  }

  /** The message in the body, of at most {@code limit} bytes. */
  public <T> Future<T> message(int limit, WireFormat.Reader<T> reader) {
    WireFormat format = WireMessages.format(ctx);
    return body(limit).map(bytes -> format.read(bytes, reader));
  }

  /** Answers with a message that is encoded already; the exchange is over when it is sent. */
  public void reply(int status, WireFormat format, Buffer message) {
    HttpServerResponse response = ctx.response();
    if (response.ended() || response.closed()) {
      end();
      return;
    }
    response.setStatusCode(status).putHeader("Content-Type", format.mediaType());
    sent(response.end(message), message.length());
  }

  /** Ends the exchange when {@code sending}, of an answer of {@code bytes}, is done. */
  public void sent(Future<Void> sending, long bytes) {
    inTime(sending, bytes).onComplete(done -> end());
  }

  /**
   * Breaks {@code sending} off, a part of {@code bytes} of an answer, if it is taken too slowly.
   */
  public Future<Void> inTime(Future<Void> sending, long bytes) {
    if (sending.isComplete()) return sending;
    long start = memory.timers().nanos();
    Runnable stopLooking = memory.timers().every(LOOK_MILLIS, () -> breakOffIfSlow(start, bytes));
    return sending.onComplete(done -> stopLooking.run());
  }

  /** Where others wait, only bytes that the client has taken give it more time. */
  private void breakOffIfSlow(long start, long bytes) {
    Pace pace = memory.pace();
    long taken = Math.min(bytes, ctx.response().bytesWritten() + UNTAKEN);
    long millis = memory.timers().millisSince(start);
    if (millis > pace.allowedMillis(pace.equals(Pace.CONTENDED) ? taken : bytes))
      ctx.request().connection().close();
  }

  /** Answers with a failure. */
  public void fail(Throwable failure) {
    end();
    if (!ctx.response().ended() && !ctx.response().closed() && !ctx.failed()) ctx.fail(failure);
  }

  /** Gives back all that is held; a second time does nothing. */
  public void end() {
    over = true;
    held.forEach(MessageMemory.Held::release);
    held.clear();
  }
}
