package org.truckee.web.body;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.truckee.GridException;
import org.truckee.client.Gateway;
import org.truckee.client.ReceivedFile;
import org.truckee.platform.Timers;
import org.truckee.protocol.message.SmallBody;

/**
 * The intake of requests' bodies. Senders may be slow; a sender that sends hardly anything for too
 * long is given up with {@code TIMED_OUT}.
 */
public final class Bodies {
  private static final Pattern PLAIN_FORM =
      Pattern.compile("(?i)\\s*application/x-www-form-urlencoded\\s*(;.*)?");

  private final Timers timers;
  private final Gateway gateway;
  private final int silenceMillis;

  /**
   * The bodies of requests to {@code gateway}, whose senders may be silent for {@code
   * silenceMillis}.
   */
  public Bodies(Vertx vertx, Gateway gateway, int silenceMillis) {
    this.timers = Timers.of(vertx);
    this.gateway = gateway;
    this.silenceMillis = silenceMillis;
  }

  /**
   * The body of {@code request}, which is paused, as it comes. It throws {@code BAD_REQUEST} for a
   * transfer coding that would be stored as if it were the contents.
   */
  public ReadStream<Buffer> stream(HttpServerRequest request) {
    return incoming(request);
  }

  private IncomingBody incoming(HttpServerRequest request) {
    String coding = request.getHeader("Transfer-Encoding");
    if (coding != null && !coding.strip().equalsIgnoreCase("chunked"))
      throw new GridException(
          GridException.Kind.BAD_REQUEST, "a body comes in no other transfer coding than chunked");
    return new IncomingBody(timers, request, silenceMillis);
  }

  /** The whole body of {@code request}; {@code TOO_LARGE} past {@code limit} bytes. */
  public Future<Buffer> small(HttpServerRequest request, int limit) {
    return SmallBody.read(stream(request), limit);
  }

  /**
   * The fields of a short form without files in {@code request}, which is paused; {@code TOO_LARGE}
   * past {@code limit} bytes, {@code UNSUPPORTED_TYPE} for another body.
   */
  public Future<FormFields> fields(HttpServerRequest request, int limit) {
    String type = request.getHeader("Content-Type");
    if (type == null || !PLAIN_FORM.matcher(type).matches())
      throw new GridException(
          GridException.Kind.UNSUPPORTED_TYPE,
          "the body of this request is a form (application/x-www-form-urlencoded)");
    return small(request, limit)
        .map(body -> FormFields.parse(body.toString(StandardCharsets.ISO_8859_1)));
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

  /** The text of {@code body}; it is in memory as a whole. */
  public Future<String> text(ReceivedFile body) {
    return body.plaintext()
        .next((int) body.size())
        .compose(bytes -> gateway.compute(() -> Percent.utf8(bytes)));
  }

  /**
   * The form in {@code request}, which is paused; an empty form if the request brings another body,
   * which stays unread.
   */
  public Future<Form> form(HttpServerRequest request) {
    if (!request.method().equals(HttpMethod.POST) || !Form.isForm(request))
      return Future.succeededFuture(Form.NONE);
    return new FormReception(gateway).receive(request.getHeader("Content-Type"), incoming(request));
  }
}
