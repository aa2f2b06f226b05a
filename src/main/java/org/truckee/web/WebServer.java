package org.truckee.web;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.web.body.Percent;
import org.truckee.web.http.SafeHeaders;
import org.truckee.web.reply.Reply;

/**
 * The HTTP server of a web port, with the limits of a request chosen here. It speaks HTTP/1.1 only:
 * an upgrade to clear-text HTTP/2 is passed over, as RFC 9110 allows.
 */
public final class WebServer {
  /**
   * The longest request line: room for a capability and a path as long as Linux has them, every
   * byte percent-encoded.
   */
  private static final int MAX_LINE = 64 << 10;

  private static final int MAX_HEADERS = 16 << 10;

  private WebServer() {}

  /** A server that has {@code requests} served, and that is not listening yet. */
  public static HttpServer of(Vertx vertx, Handler<HttpServerRequest> requests) {
    return vertx
        .createHttpServer(options())
        .invalidRequestHandler(WebServer::refuse)
        .requestHandler(request -> serve(request, requests));
  }

  /**
   * Serves a request; an unreadable path is refused here, since the router would take it for a
   * defect.
   */
  private static void serve(HttpServerRequest request, Handler<HttpServerRequest> requests) {
    try {
      Percent.decode(String.valueOf(request.path()));
    } catch (GridException malformed) {
      answer(request, 400, FailureText.sentence(malformed) + "\n");
      return;
    }
    requests.handle(request);
  }

  private static HttpServerOptions options() {
    return new HttpServerOptions()
        .setTcpNoDelay(true)
        .setHttp2ClearTextEnabled(false)
        .setHandle100ContinueAutomatically(true)
        .setMaxInitialLineLength(MAX_LINE)
        .setMaxHeaderSize(MAX_HEADERS);
  }

  /** Answers a malformed request with the reason, and ends the connection. */
  private static void refuse(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    boolean line = cause instanceof TooLongHttpLineException;
    boolean headers = cause instanceof TooLongHttpHeaderException;
    answer(request, line ? 414 : headers ? 431 : 400, sentence(line, headers));
  }

  private static void answer(HttpServerRequest request, int status, String sentence) {
    HttpServerResponse response = SafeHeaders.data(request.response());
    response
        .setStatusCode(status)
        .putHeader("Content-Type", Reply.PLAIN)
        .putHeader("Connection", "close")
        .end(sentence)
        .onComplete(sent -> request.connection().close());
  }

  private static String sentence(boolean line, boolean headers) {
    if (line) return "An address here has at most " + MAX_LINE + " bytes.\n";
    if (headers) return "The headers of a request have at most " + MAX_HEADERS + " bytes here.\n";
    return "This is no request that HTTP knows.\n";
  }
}
