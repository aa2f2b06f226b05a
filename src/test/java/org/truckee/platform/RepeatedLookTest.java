package org.truckee.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.truckee.testing.HeldTimers;
import org.truckee.testing.LoggedLines;
import org.truckee.testing.Waiting;

class RepeatedLookTest {
  private static final long PERIOD = 5_000;

  private final Vertx vertx = Vertx.vertx();
  private final HeldTimers timers = new HeldTimers();
  private final BlockingWork work = BlockingWork.onThreads(vertx, "look-test", 2);
  private final AtomicInteger looks = new AtomicInteger();

  @AfterEach
  void stop() {
    Waiting.of(vertx.close());
  }

  private RepeatedLook opened(BlockingWork.Step step) {
    RepeatedLook look = new RepeatedLook(timers, work, step);
    Waiting.of(look.open());
    return look;
  }

  private void assertLooks(int count) {
    Waiting.until(() -> assertThat(looks.get()).isEqualTo(count));
  }

  @Test
  void theFirstLook_comesBeforeAnything_andMoreFollowUntilTheEnd() {
    RepeatedLook look = opened(looks::incrementAndGet);
    assertThat(looks.get()).isEqualTo(1);
    timers.until(PERIOD);
    assertLooks(2);
    Waiting.of(look.close());
    assertThat(timers.waiting()).isZero();
  }

  @Test
  void aLookThatTakesLong_isNotJoinedByAnother() {
    CountDownLatch slow = new CountDownLatch(1);
    opened(
        () -> {
          if (looks.incrementAndGet() == 2) slow.await();
        });
    timers.until(PERIOD);
    assertLooks(2);
    timers.until(2 * PERIOD);
    Waiting.of(work.run(() -> {}));
    assertThat(looks.get()).isEqualTo(2);
    slow.countDown();
    assertLooks(2);
  }

  @Test
  void aLookThatFails_isTold_andTakenAgain() {
    try (LoggedLines log = new LoggedLines()) {
      opened(
          () -> {
            if (looks.incrementAndGet() == 2) throw new IllegalStateException("no");
          });
      timers.until(PERIOD);
      log.await("a file can't be looked at again");
      timers.until(2 * PERIOD);
      assertLooks(3);
    }
  }

  @Test
  void aFirstLookThatFails_isAFailure() {
    RepeatedLook look =
        new RepeatedLook(
            timers,
            work,
            () -> {
              throw new IllegalStateException("no");
            });
    assertThatThrownBy(() -> Waiting.of(look.open())).hasMessage("no");
    assertThat(timers.waiting()).isZero();
    Waiting.of(look.close());
  }
}
