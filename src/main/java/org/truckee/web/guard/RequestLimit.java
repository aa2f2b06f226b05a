package org.truckee.web.guard;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import org.truckee.bytes.Digits;
import org.truckee.client.limit.ClientLimits;
import org.truckee.client.limit.Limited;

/**
 * A step of every request that counts it, and the bytes that it announces, for whom it comes from.
 * What it leads to later is counted where it happens. Balancers may ask for the gateway's health
 * freely.
 */
public final class RequestLimit implements Handler<RoutingContext> {
  private static final Set<String> FREE = Set.of("/readyz", "/healthz");
  private static final int MOST_DIGITS = 18;

  private final ClientLimits limits;

  /** The step that holds clients to {@code limits}. */
  public RequestLimit(ClientLimits limits) {
    this.limits = limits;
  }

  @Override
  public void handle(RoutingContext ctx) {
    HttpServerRequest request = ctx.request();
    if (!FREE.contains(request.path())) {
      limits.bind();
      limits.take(Limited.REQUESTS, 1);
      limits.take(Limited.BYTES, announced(request));
    }
    ctx.next();
  }

  /** The length that a body of {@code request} will have; 0 for one that does not say it. */
  private static long announced(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    boolean said =
        request.getHeader("Transfer-Encoding") == null
            && length != null
            && Digits.areAll(length, MOST_DIGITS);
    return said ? Long.parseLong(length) : 0;
  }
}
