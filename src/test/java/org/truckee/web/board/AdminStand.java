package org.truckee.web.board;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.truckee.testing.Waiting;

/** The admin port of a node that says what a test wants. */
final class AdminStand {
  private final HttpServer port;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile Consumer<HttpServerRequest> answer;

  /** A port that answers as {@code answer} does. */
  AdminStand(Vertx vertx, Consumer<HttpServerRequest> answer) {
    this.answer = answer;
    port = Waiting.of(vertx.createHttpServer().requestHandler(this::handle).listen(0, "127.0.0.1"));
  }

  private void handle(HttpServerRequest request) {
    asked.incrementAndGet();
    answer.accept(request);
  }

  /** An answer with the figures of a storage server. */
  static Consumer<HttpServerRequest> telling(double files, double bytes, double disk, double free) {
    return says(
        """
        # HELP truckee_storage_files Files that have shares here
        # TYPE truckee_storage_files gauge
        truckee_storage_files %s
        truckee_storage_share_bytes %s
        truckee_storage_disk_size_bytes %s
        truckee_storage_available_bytes %s
        truckee_role{role="storage"} 1.0
        """,
        files, bytes, disk, free);
  }

  /** An answer in these words. */
  static Consumer<HttpServerRequest> says(String text, Object... figures) {
    return request ->
        request
            .response()
            .putHeader("Content-Type", "text/plain")
            .end(String.format(Locale.ROOT, text, figures));
  }

  /** Answers otherwise from now on. */
  void now(Consumer<HttpServerRequest> other) {
    answer = other;
  }

  /** How often it was asked. */
  int asked() {
    return asked.get();
  }

  /** Its node, as a board names it. */
  BoardNode node(BoardNode.Kind kind) {
    return new BoardNode(kind, BoardNode.Place.parse(address().toString()), false);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port.actualPort() + "/");
  }

  void close() {
    Waiting.of(port.close());
  }
}
