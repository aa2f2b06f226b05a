package org.truckee.web.monitor;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.streams.WriteStream;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.function.Consumer;
import org.truckee.web.http.SafeHeaders;
import org.truckee.web.json.TahoeJson;

/**
 * {@code /private/logs/v1}: the node's log events, an object of JSON each, as long as its reader
 * listens: by a WebSocket, as in Tahoe, or else a line each. A reader that does not keep up misses
 * events.
 */
public final class LogStream implements Handler<RoutingContext> {
  private final LogEvents events;

  public LogStream(LogEvents events) {
    this.events = events;
  }

  @Override
  public void handle(RoutingContext ctx) {
    if ("websocket".equalsIgnoreCase(ctx.request().getHeader("Upgrade")))
      ctx.request().toWebSocket().onSuccess(this::serve).onFailure(ctx::fail);
    else serve(ctx.response());
  }

  private void serve(ServerWebSocket socket) {
    Runnable end = listen(socket, event -> socket.writeTextMessage(TahoeJson.line(event)));
    socket.closeHandler(closed -> end.run());
  }

  private void serve(HttpServerResponse response) {
    SafeHeaders.data(response).setChunked(true).putHeader("Content-Type", "application/x-ndjson");
    Runnable end = listen(response, event -> response.write(TahoeJson.line(event) + "\n"));
    response.closeHandler(closed -> end.run());
    Future<Void> begun = response.write(Buffer.buffer("\n"));
    begun.onFailure(gone -> end.run());
  }

  private Runnable listen(WriteStream<?> reader, Consumer<Map<String, Object>> send) {
    Context context = Vertx.currentContext();
    return events.listen(
        event ->
            context.runOnContext(
                turn -> {
                  if (!reader.writeQueueFull()) send.accept(event);
                }));
  }
}
