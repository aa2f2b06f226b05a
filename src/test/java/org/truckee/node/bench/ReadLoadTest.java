package org.truckee.node.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.truckee.testing.Waiting;

/** The answers that count where reads are measured. */
class ReadLoadTest {
  private final Vertx vertx = Vertx.vertx();
  private final AtomicLong asked = new AtomicLong();

  @AfterEach
  void stop() {
    Waiting.of(vertx.close());
  }

  private ReadLoad load(int status) {
    int port =
        Waiting.of(
                vertx
                    .createHttpServer()
                    .requestHandler(
                        request -> {
                          asked.incrementAndGet();
                          request.response().setStatusCode(status).end("hello");
                        })
                    .listen(0, "127.0.0.1"))
            .actualPort();
    return new ReadLoad(URI.create("http://127.0.0.1:" + port + "/"), "/hello");
  }

  @Test
  void wholeAnswers_areCounted() throws Exception {
    double perSecond = load(200).perSecond(100);

    assertThat(perSecond).isBetween(1.0, asked.get() / 0.1);
  }

  @Test
  void aFailure_isNoAnswer() {
    assertThatThrownBy(() -> load(500).perSecond(100)).hasMessageContaining("500");
  }
}
