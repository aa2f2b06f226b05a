package org.truckee.protocol.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.truckee.testing.HeldTimers;
import org.truckee.testing.Waiting;
import org.truckee.testing.http.WebPort;

/** The notice of a port that closes. */
class LeaveTest {
  private static final byte[] REQUEST =
      "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Vertx vertx = Vertx.vertx();
  private final HeldTimers timers = new HeldTimers();
  private final Leave leave = new Leave(timers, 7, 0);
  private ServedPort port;
  private WebPort web;

  @BeforeEach
  void start() {
    Router router = Router.router(vertx);
    router.route().handler(leave).handler(ctx -> ctx.response().end("hello"));
    port =
        Waiting.of(
            ServedPort.open(
                vertx, "127.0.0.1", 0, 2, own -> own.createHttpServer().requestHandler(router)));
    web = new WebPort(URI.create("http://127.0.0.1:" + port.number() + "/"));
  }

  @AfterEach
  void stop() {
    Waiting.of(vertx.close());
  }

  @Test
  void untilItIsOver_thePortServes_andAConnectionEndsWithItsAnswer() throws Exception {
    try (Socket kept = web.connect()) {
      WebPort.say(kept, REQUEST);
      assertThat(kept.getInputStream().read()).isEqualTo('H');
      Future<Void> left = leave.of(List.of(port));

      WebPort.say(kept, REQUEST);
      assertThat(WebPort.hear(kept)).contains("hello", "Connection: close").endsWith("hello");
      timers.until(6_999);
      assertThat(web.get("/").text()).isEqualTo("hello");
      assertThat(left.isComplete()).isFalse();

      timers.until(7_000);
      Waiting.of(left);
      assertThatThrownBy(() -> web.connect().close()).isNotNull();
    }
  }
}
