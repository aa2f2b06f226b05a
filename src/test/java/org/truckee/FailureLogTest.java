package org.truckee;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.truckee.testing.LoggedLines;

/** The number of times that an operator is told of a failure. */
class FailureLogTest {
  private final AtomicLong now = new AtomicLong();
  private final FailureLog log =
      new FailureLog(LoggerFactory.getLogger(FailureLogTest.class), now::get);

  @Test
  void aFailure_isToldOnceAMinute_andEachKindOfItsOwn() {
    try (LoggedLines lines = new LoggedLines()) {
      for (int i = 0; i < 10; i++) log.note(503, "no servers");
      log.note(507, "the disk is full");
      now.addAndGet(TimeUnit.SECONDS.toNanos(61));
      log.note(503, "no servers");

      assertThat(lines.lines())
          .containsExactly(
              "WARN a request was answered 503: no servers",
              "WARN a request was answered 507: the disk is full",
              "WARN a request was answered 503: no servers");
    }
  }
}
