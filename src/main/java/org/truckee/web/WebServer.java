package org.truckee.web;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Predicate;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.protocol.port.MalformedHead;
import org.truckee.web.body.Percent;
import org.truckee.web.guard.Vicinity;
import org.truckee.web.http.SafeHeaders;

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
    return of(vertx, options(), requests);
  }

  /**
   * The same for proxies alone, which tell by the PROXY protocol for whom each connection is: that
   * is its remote address from then on. All that comes by them is marked as passed on, so that
   * nothing of it is taken for a request of this machine. Requests on connections that are not
   * {@code wanted} are not served.
   */
  public static HttpServer ofProxies(
      Vertx vertx, Predicate<HttpConnection> wanted, Handler<HttpServerRequest> requests) {
    HttpServerOptions options = options().setUseProxyProtocol(true);
    return of(
        vertx,
        options,
        request -> {
          if (wanted.test(request.connection())) requests.handle(Vicinity.passedOn(request));
          else request.connection().close();
        });
  }

  private static HttpServer of(
      Vertx vertx, HttpServerOptions options, Handler<HttpServerRequest> requests) {
    return vertx
        .createHttpServer(options)
        .invalidRequestHandler(request -> refuse(request, MalformedHead.of(request, options())))
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
      refuse(request, new MalformedHead(400, FailureText.sentence(malformed) + "\n"));
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

  private static void refuse(HttpServerRequest request, MalformedHead malformed) {
    SafeHeaders.data(request.response());
    malformed.answer(request);
  }
}
