package org.truckee.web.body;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;
import java.util.concurrent.TimeUnit;
import org.truckee.GridException;
import org.truckee.client.Gateway;
import org.truckee.client.ReceivedFile;
import org.truckee.platform.Timers;
import org.truckee.protocol.message.SmallBody;

/**
 * How the bodies of requests are taken in. Senders may be slow; one of whom hardly anything comes
 * for too long, though it is waited for, is given up with {@code TIMED_OUT}.
 */
public final class Bodies {
  private final Timers timers;
  private final Gateway gateway;
  private final int silenceMillis;

  /**
   * Those of requests to {@code gateway}, whose senders may be silent for {@code silenceMillis}.
   */
  public Bodies(Vertx vertx, Gateway gateway, int silenceMillis) {
    this.timers = Timers.of(vertx);
    this.gateway = gateway;
    this.silenceMillis = silenceMillis;
  }

  /** The body of {@code request}, which is paused, as it comes. */
  public ReadStream<Buffer> stream(HttpServerRequest request) {
    return new IncomingBody(timers, request, silenceMillis);
  }

  /** The whole body of {@code request}; {@code TOO_LARGE} past {@code limit} bytes. */
  public Future<Buffer> small(HttpServerRequest request, int limit) {
    return SmallBody.read(stream(request), limit);
  }

  /** The whole body of {@code request}, kept like a file until its user closes it. */
  public Future<ReceivedFile> received(HttpServerRequest request) {
    return gateway.receive(stream(request));
  }

  /**
   * The whole body of {@code request}, which may be large, kept like a file until its user closes
   * it. {@code TOO_LARGE} past {@code limit} bytes.
   */
  public Future<ReceivedFile> received(HttpServerRequest request, int limit) {
    return gateway.receive(stream(request), limit);
  }

  /** The text that {@code body} is; it is in memory as a whole. */
  public Future<String> text(ReceivedFile body) {
    return body.plaintext()
        .next((int) body.size())
        .compose(bytes -> gateway.compute(() -> Percent.utf8(bytes)));
  }

  static Future<byte[]> bytes(Gateway gateway, ReadStream<Buffer> stream, int limit) {
    return gateway
        .receive(stream, limit)
        .compose(body -> body.plaintext().next((int) body.size()).eventually(body::close));
  }

  /**
   * The form that {@code request}, which is paused, brings; of one that brings another body, which
   * stays unread, an empty form.
   */
  public Future<Form> form(HttpServerRequest request) {
    return Form.receive(request, new IncomingBody(timers, request, silenceMillis), gateway);
  }

  /** What becomes of a body of which nothing came for so long. */
  static GridException timedOut(int silenceMillis) {
    return new GridException(
        GridException.Kind.TIMED_OUT,
        "the body of the request is not whole, and nothing more of it came for %d seconds, or hardly anything"
            .formatted(TimeUnit.MILLISECONDS.toSeconds(silenceMillis)));
  }
}
