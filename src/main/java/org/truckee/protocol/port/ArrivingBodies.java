package org.truckee.protocol.port;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bodies of requests that are on their way to a port. One that does not keep the {@link Pace}
 * ends its connection, whatever its route does with it, and also where its route does not look at
 * it. Event loop only.
 */
final class ArrivingBodies {
  private static final Logger LOG = LoggerFactory.getLogger(ArrivingBodies.class);

  private static final String SENTENCE = "the body came too slowly\n";

  private final Pace pace;
  private final Map<HttpServerRequest, Long> since = new HashMap<>();

  ArrivingBodies(Pace pace) {
    this.pace = pace;
  }

  /** Looks after the body of {@code ctx} until it is there, or the request is answered. */
  void add(RoutingContext ctx) {
    HttpServerRequest request = ctx.request();
    if (!hasBody(request)) return;
    since.put(request, now());
    ctx.addEndHandler(ended -> since.remove(request));
  }

  private static boolean hasBody(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    return request.getHeader("Transfer-Encoding") != null
        || (length != null && !length.equals("0"));
  }

  /** Ends those that are too slow. */
  void look() {
    since.keySet().removeIf(request -> request.isEnded() || request.response().closed());
    for (HttpServerRequest request : List.copyOf(since.keySet()))
      if (now() - since.get(request) > pace.allowedMillis(request.bytesRead())) end(request);
  }

  /**
   * Answers, and breaks the connection off before the answer counts as ended: only then does the
   * route learn that no more will come.
   */
  private void end(HttpServerRequest request) {
    since.remove(request);
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

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }
}
