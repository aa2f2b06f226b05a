package org.truckee.node.bench.work;

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
  private final AtomicLong answered = new AtomicLong();

  @AfterEach
  void stop() {
    Waiting.of(vertx.close());
  }

  private ReadLoad load(int status, long delayMillis) {
    int port =
        Waiting.of(
                vertx
                    .createHttpServer()
                    .requestHandler(
                        request -> {
                          asked.incrementAndGet();
                          vertx.setTimer(
                              delayMillis,
                              late -> {
                                answered.incrementAndGet();
                                request.response().setStatusCode(status).end("hello");
                              });
                        })
                    .listen(0, "127.0.0.1"))
            .actualPort();
    return new ReadLoad(URI.create("http://127.0.0.1:" + port + "/"), "/hello", 32);
  }

  @Test
  void wholeAnswers_areCounted() throws Exception {
    double perSecond = load(200, 1).perSecond(100);

    assertThat(perSecond).isBetween(1.0, asked.get() / 0.1);
  }

  @Test
  void nothingIsUnderWay_whenAFigureIsThere() throws Exception {
    load(200, 30).perSecond(1);

    assertThat(answered.get()).isGreaterThanOrEqualTo(32).isEqualTo(asked.get());
  }

  @Test
  void aFailure_isNoAnswer() {
    assertThatThrownBy(() -> load(500, 1).perSecond(100)).hasMessageContaining("500");
  }
}
