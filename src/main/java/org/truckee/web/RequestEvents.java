package org.truckee.web;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.truckee.web.monitor.LogEvents;

/**
 * A log in which its listeners also hear of each request that the web port has answered, as in
 * Tahoe. An event holds the path without its capabilities, and nothing of the query. Thread-safe.
 */
public final class RequestEvents implements LogEvents, Handler<RoutingContext> {
  private static final double MILLIS = 1000.0;

  private final LogEvents log;
  private final InstantSource clock;
  private final Set<Consumer<Map<String, Object>>> listeners = ConcurrentHashMap.newKeySet();

  public RequestEvents(LogEvents log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  @Override
  public Runnable listen(Consumer<Map<String, Object>> listener) {
    Runnable end = log.listen(listener);
    listeners.add(listener);
    return () -> {
      listeners.remove(listener);
      end.run();
    };
  }

  @Override
  public void handle(RoutingContext ctx) {
    ctx.addEndHandler(
        ended -> {
          if (!listeners.isEmpty()) tell(event(ctx, ctx.response().getStatusCode()));
        });
    ctx.next();
  }

  private void tell(Map<String, Object> event) {
    listeners.forEach(listener -> listener.accept(event));
  }

  /** The event of a request that is answered with {@code status}. */
  public Map<String, Object> event(RoutingContext ctx, int status) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("timestamp", clock.millis() / MILLIS);
    fields.put("task_uuid", UUID.randomUUID().toString());
    fields.put("task_level", List.of(1));
    fields.put("message_type", "truckee:request");
    fields.put("method", ctx.request().method().name());
    fields.put("path", LogEvents.masked(String.valueOf(ctx.request().path())));
    fields.put("status", status);
    return fields;
  }
}
