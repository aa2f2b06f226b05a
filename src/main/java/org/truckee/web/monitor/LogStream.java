package org.truckee.web.monitor;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.truckee.bytes.Secret;
import org.truckee.platform.Timers;
import org.truckee.web.guard.PrivateDoor;
import org.truckee.web.guard.WrongTries;
import org.truckee.web.http.SafeHeaders;
import org.truckee.web.json.TahoeJson;

/**
 * {@code /private/logs/v1}: the node's log events, an object of JSON each, as long as its reader
 * listens: by a WebSocket, as in Tahoe, or else a line each. A WebSocket begins with the event of
 * its own request. A reader that does not keep up misses events.
 */
public final class LogStream implements Handler<RoutingContext> {
  private static final int SWITCHING_PROTOCOLS = 101;

  private final LogEvents events;
  private final BiFunction<RoutingContext, Integer, Map<String, Object>> event;

  /**
   * A stream of {@code events}.
   *
   * @param event makes the event of a request that is answered with a status
   */
  public LogStream(
      LogEvents events, BiFunction<RoutingContext, Integer, Map<String, Object>> event) {
    this.events = events;
    this.event = event;
  }

  /** Adds its route to {@code router}, for who shows {@code token}, like all that is private. */
  public void mount(Router router, Vertx vertx, Optional<Secret> token) {
    WrongTries tries = new WrongTries(Timers.of(vertx)::nanos);
    router.route("/private/*").handler(new PrivateDoor(token, tries));
    Reading.at(router, "/private/logs/v1").handler(this);
  }

  @Override
  public void handle(RoutingContext ctx) {
    if ("websocket".equalsIgnoreCase(ctx.request().getHeader("Upgrade"))) serveSocket(ctx);
    else serve(ctx.response());
  }

  /** Listens before the handshake is answered, so that nothing after the answer is missed. */
  private void serveSocket(RoutingContext ctx) {
    Promise<ServerWebSocket> begun = Promise.promise();
    Runnable end = listen(shown -> begun.future().onSuccess(socket -> send(socket, shown)));
    ctx.request()
        .toWebSocket()
        .onSuccess(
            socket -> {
              socket.closeHandler(closed -> end.run());
              send(socket, event.apply(ctx, SWITCHING_PROTOCOLS));
              begun.complete(socket);
            })
        .onFailure(
            failure -> {
              end.run();
              ctx.fail(failure);
            });
  }

  private static void send(ServerWebSocket socket, Map<String, Object> event) {
    if (!socket.writeQueueFull()) socket.writeTextMessage(TahoeJson.line(event));
  }

  private void serve(HttpServerResponse response) {
    SafeHeaders.data(response).setChunked(true).putHeader("Content-Type", "application/x-ndjson");
    Runnable end = listen(shown -> send(response, shown));
    response.closeHandler(closed -> end.run());
    Future<Void> begun = response.write(Buffer.buffer("\n"));
    begun.onFailure(gone -> end.run());
  }

  private static void send(HttpServerResponse response, Map<String, Object> event) {
    if (!response.writeQueueFull()) response.write(TahoeJson.line(event) + "\n");
  }

  /** Has each event shown to {@code reader} on the event loop that this is called on. */
  private Runnable listen(Consumer<Map<String, Object>> reader) {
    Context context = Vertx.currentContext();
    return events.listen(shown -> context.runOnContext(turn -> reader.accept(shown)));
  }
}
