package org.truckee.web.body;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.Test;
import org.truckee.platform.Timers;
import org.truckee.testing.Waiting;

/** Senders of whom hardly anything comes. */
class IdleTimeoutTest {
  @Test
  void aByteNowAndThen_isAsGoodAsSilence() {
    Vertx vertx = Vertx.vertx();
    try {
      Promise<Void> tooLong = Promise.promise();
      IdleTimeout silence = new IdleTimeout(Timers.of(vertx), 100, tooLong::tryComplete);
      vertx.runOnContext(
          begun -> {
            silence.expect();
            vertx.setPeriodic(30, later -> silence.heard(1));
          });

      Waiting.of(tooLong.future());
    } finally {
      Waiting.of(vertx.close());
    }
  }
}
