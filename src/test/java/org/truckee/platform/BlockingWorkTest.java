package org.truckee.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.truckee.testing.Waiting;

/** Work that blocks: on its own threads, to its end, and with words for its failures. */
class BlockingWorkTest {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    Waiting.of(vertx.close());
  }

  @Test
  void aQuestion_isAnsweredElsewhere() {
    BlockingWork work = BlockingWork.onThreads(vertx, "test", 1);
    String thread = Waiting.of(work.ask(() -> Thread.currentThread().getName()));
    assertThat(thread).startsWith("test-");
  }

  @Test
  void itsEnd_waitsForWhatWasAskedBefore() {
    BlockingWork work = BlockingWork.onThreads(vertx, "test", 2);
    CountDownLatch go = new CountDownLatch(1);
    AtomicBoolean done = new AtomicBoolean();
    Future<Void> step =
        work.run(
            () -> {
              go.await();
              done.set(true);
            });
    Future<Void> closed = work.close();
    assertThat(closed.isComplete()).isFalse();

    go.countDown();
    Waiting.of(closed);
    Waiting.of(step);
    assertThat(done).isTrue();
  }

  @Test
  void aQuestionAfterItsEnd_fails_andThrowsNothing() {
    BlockingWork work = BlockingWork.onThreads(vertx, "test", 1);
    Waiting.of(work.close());
    assertThat(work.ask(() -> "late").cause()).isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void failures_areToldInTheWordsThatWereGiven() {
    BlockingWork work =
        BlockingWork.of(vertx).telling(failure -> new IllegalStateException("in words", failure));
    Future<Object> failed =
        work.ask(
            () -> {
              throw new java.io.IOException("raw");
            });
    Waiting.until(() -> assertThat(failed.isComplete()).isTrue());
    assertThat(failed.cause()).hasMessage("in words").hasRootCauseMessage("raw");
  }
}
