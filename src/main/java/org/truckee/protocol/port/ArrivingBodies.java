package org.truckee.protocol.port;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.platform.Ticker;

/**
 * The bodies of requests that are on their way to a port. A body that does not keep the {@link
 * Pace} ends its connection, whether its route reads it or not. Thread-safe: each body is looked at
 * on the event loop that it comes by.
 */
final class ArrivingBodies {
  private static final Logger LOG = LoggerFactory.getLogger(ArrivingBodies.class);

  private static final String SENTENCE = "the body came too slowly\n";

  private final Ticker ticker;
  private final Pace pace;
  private final Map<HttpServerRequest, Arriving> bodies = new ConcurrentHashMap<>();

  /** A request whose body is awaited, and since when; looked at on {@code context}. */
  private record Arriving(HttpServerRequest request, Context context, long since) {}

  ArrivingBodies(Ticker ticker, Pace pace) {
    this.ticker = ticker;
    this.pace = pace;
  }

  /** Looks after the body of {@code ctx} until it is there, or the request is answered. */
  void add(RoutingContext ctx) {
    HttpServerRequest request = ctx.request();
    if (!hasBody(request)) return;
    Arriving body = new Arriving(request, ctx.vertx().getOrCreateContext(), ticker.nanos());
    bodies.put(request, body);
    ctx.addEndHandler(ended -> bodies.remove(request));
  }

  private static boolean hasBody(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    return request.getHeader("Transfer-Encoding") != null
        || (length != null && !length.equals("0"));
  }

  /** Ends the bodies that are too slow. */
  void look() {
    for (Arriving body : bodies.values())
      if (ticker.millisSince(body.since()) > pace.patienceMillis())
        body.context().runOnContext(turn -> look(body));
  }

  private void look(Arriving body) {
    HttpServerRequest request = body.request();
    boolean over = request.isEnded() || request.response().closed();
    boolean slow = ticker.millisSince(body.since()) > pace.allowedMillis(request.bytesRead());
    if ((over || slow) && bodies.remove(request) != null && !over) end(request);
  }

  /**
   * Answers, and breaks the connection off before the answer counts as ended: only then does the
   * route learn that no more will come.
   */
  private static void end(HttpServerRequest request) {
    LOG.warn("the body of a request from {} came too slowly", ClientAddress.whole(request));
    HttpServerResponse response = request.response();
    if (response.headWritten() || response.closed()) {
      request.connection().close();
      return;
    }
    response
        .setStatusCode(408)
        .putHeader("Connection", "close")
        .putHeader("Content-Type", "text/plain; charset=utf-8")
        .putHeader("Content-Length", Integer.toString(SENTENCE.length()))
        .write(SENTENCE)
        .onComplete(sent -> request.connection().close());
  }
}
