package org.truckee.protocol.port;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Optional;

/** The answer to a request whose head can't be read, after which its connection ends. */
public record MalformedHead(int status, String sentence) {
  /** The answer to {@code request}, which the decoder of a server with {@code options} refused. */
  public static MalformedHead of(HttpServerRequest request, HttpServerOptions options) {
    Throwable cause = request.decoderResult().cause();
    if (cause instanceof TooLongHttpLineException)
      return new MalformedHead(
          414, "An address here has at most " + options.getMaxInitialLineLength() + " bytes.\n");
    if (cause instanceof TooLongHttpHeaderException)
      return new MalformedHead(
          431,
          "The headers of a request have at most " + options.getMaxHeaderSize() + " bytes here.\n");
    return new MalformedHead(400, "This is no request that HTTP knows.\n");
  }

  /** The answer to a request of HTTP/1.1 without the header that it must have. */
  public static Optional<MalformedHead> ofHostless(HttpServerRequest request) {
    return request.version() == HttpVersion.HTTP_1_1 && request.getHeader("Host") == null
        ? Optional.of(new MalformedHead(400, "A request of HTTP/1.1 has a Host header.\n"))
        : Optional.empty();
  }

  /** Sends the answer, and ends the connection. */
  public void answer(HttpServerRequest request) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "text/plain; charset=utf-8")
        .putHeader("Connection", "close")
        .end(sentence)
        .onComplete(sent -> request.connection().close());
  }
}
