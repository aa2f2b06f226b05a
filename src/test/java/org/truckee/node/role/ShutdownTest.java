package org.truckee.node.role;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.truckee.testing.Waiting;

class ShutdownTest {
  private final Vertx vertx = Vertx.vertx();
  private final List<String> stopped = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    Waiting.of(vertx.close());
  }

  @Test
  void whatNeverStops_orFails_orThrows_isLeftBehind() {
    Shutdown shutdown = new Shutdown(10);
    shutdown.add("the first", () -> noted("the first"));
    shutdown.add("one that never stops", () -> Promise.promise().future());
    shutdown.add("one that fails", () -> Future.failedFuture("broken"));
    shutdown.add(
        "one that throws",
        () -> {
          throw new IllegalStateException("broken");
        });
    shutdown.add("the last", () -> noted("the last"));

    Waiting.onEventLoop(vertx, () -> shutdown.run(vertx));

    assertThat(stopped).containsExactly("the last", "the first");
  }

  private Future<Void> noted(String name) {
    stopped.add(name);
    return Future.succeededFuture();
  }
}
